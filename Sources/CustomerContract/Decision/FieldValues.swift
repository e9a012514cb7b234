/// The values of a command's fields that are neither object nor array: what a string means, or the bytes of a scalar.
///
/// In memory of their own, which is not cleared for the next command: `CommandReader` knows which fields have one.
// Safe: the memory lives as long as the value and has an entry for each field that a set can hold.
@safe struct FieldValues: ~Copyable {
  private let values: UnsafeMutablePointer<PaddedBytes>

  init() {
    unsafe values = .allocate(capacity: FieldSet.fieldsMaximum)
    unsafe values.initialize(repeating: .none, count: FieldSet.fieldsMaximum)
  }

  deinit {
    unsafe values.deallocate()
  }

  @inline(__always) subscript(_ field: Int) -> PaddedBytes {
    get {
      assert(field >= 0 && field < FieldSet.fieldsMaximum)
      return unsafe values[field]
    }
    nonmutating set {
      assert(field >= 0 && field < FieldSet.fieldsMaximum)
      unsafe values[field] = newValue
    }
  }
}
