/// What a value should be after a merge, by what it was in the merge base and in the parents.
enum ThreeWay<Value: Hashable>: Hashable {
  /// No parent changed the value, or all that did agree.
  case settled(Value)

  /// The parents changed the value differently; a merge has to choose.
  case disputed

  init(base: Value, parents: some Sequence<Value>) {
    var result = base
    for parent in parents where parent != base {
      guard result == base || result == parent else {
        self = .disputed
        return
      }
      result = parent
    }
    self = .settled(result)
  }
}

extension ThreeWay {
  /// The value that a merge commit departed from if it holds `merged`; `nil` if it departed from none.
  ///
  /// Where the parents disagree, every choice is the merge's own: it is told against a parent that had something else.
  static func departure(of merged: Value, base: Value, parents: [Value]) -> Value? {
    switch ThreeWay(base: base, parents: parents) {
    case .settled(merged): nil
    case .settled(let expected): expected
    case .disputed: parents.first { $0 != merged }
    }
  }
}
