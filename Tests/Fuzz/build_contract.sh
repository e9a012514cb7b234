#!/usr/bin/env bash
# Builds the contract for fuzzers, under AddressSanitizer, in .build/fuzz; nothing where it is built already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$root/.build/fuzz
mkdir -p "$build/modules"
sources=("$root"/Sources/{Platform,CustomerContract,SimdJSON,CLibraries} "$here/build_contract.sh")
if [[ -e $build/CustomerContract.o && -z $(find "${sources[@]}" -newer "$build/CustomerContract.o") ]]; then exit; fi

# SwiftPM makes this one itself, but takes no sanitizer of libFuzzer's without unsafe flags.
cat >"$build/modules/module.modulemap" <<END
module SimdJSON { header "$root/Sources/SimdJSON/include/SimdJSON.h" export * }
END
clang++ -std=c++17 -O2 -g -fsanitize=fuzzer-no-link,address -I "$root/Sources/SimdJSON/include" \
  -c "$root/Sources/SimdJSON/Tokenizer.cpp" -o "$build/Tokenizer.o"
# What every part of a fuzzer is compiled with.
{
  printf '%s\n' -parse-as-library -package-name customer_worker -swift-version 6 -O -wmo -g -I "$build/modules"
  for library in Ccrypto Cglibc Cz Czstd; do
    printf '%s\n' -Xcc "-fmodule-map-file=$root/Sources/CLibraries/$library/module.modulemap"
  done
  printf '%s\n' -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault \
    -enable-experimental-feature Lifetimes
} >"$build/flags"
swiftc -c "@$build/flags" -module-name Platform -emit-module \
  -emit-module-path "$build/modules/Platform.swiftmodule" "$root"/Sources/Platform/*.swift -o "$build/Platform.o"
# Optimised, but with every `assert` of the unsafe code.
find "$root/Sources/CustomerContract" -name '*.swift' -print0 | sort -z |
  xargs -0 swiftc -c "@$build/flags" -module-name CustomerContract -enable-testing -assert-config Debug \
    -sanitize=fuzzer,address -emit-module -emit-module-path "$build/modules/CustomerContract.swiftmodule" \
    -o "$build/CustomerContract.o"
