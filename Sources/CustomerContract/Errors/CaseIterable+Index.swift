extension CaseIterable where Self: Equatable, AllCases == [Self] {
  /// The index of the case among all.
  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
