/// What a value should be after a merge, by what it was in the merge base and in the parents.
package enum ThreeWay<Value: Hashable>: Hashable {
  /// No parent changed the value, or all that did agree.
  case settled(Value)

  /// The parents changed the value differently; a merge has to choose.
  case disputed

  /// Merges over a value.
  package init(base: Value, parents: some Sequence<Value>) {
    self.init(base: .settled(base), parents: parents)
  }

  /// Merges over a base that is itself a merge: where that is disputed, every parent has chosen.
  init(base: ThreeWay, parents: some Sequence<Value>) {
    var result = base
    for parent in parents where base != .settled(parent) {
      guard result == base || result == .settled(parent) else {
        self = .disputed
        return
      }
      result = .settled(parent)
    }
    self = result
  }
}

extension ThreeWay {
  /// The value that a merge commit departed from if it holds `merged`; `nil` if it departed from none.
  ///
  /// Where the parents disagree, every choice is the merge's own: it is told against a parent that had something else.
  static func departure(of merged: Value, base: MergeBase<Value>, parents: [Value]) -> Value? {
    switch ThreeWay(base: base.value, parents: parents) {
    case .settled(merged): nil
    case .settled(let expected): expected
    case .disputed: parents.first { $0 != merged }
    }
  }
}

/// What something was in the merge bases of a merge's parents.
///
/// Lines of work that were merged crosswise have several; they are merged first, over a base of their own.
struct MergeBase<Element> {
  /// As it was in each merge base, at least one.
  let sides: [Element]

  /// As it was in the base of the merge bases; asked only where they differ.
  private let root: () -> Element

  init(_ sides: [Element], root: @autoclosure @escaping () -> Element) {
    self.sides = sides
    self.root = root
  }

  /// The same of a part of it.
  func map<Part>(_ part: @escaping (Element) -> Part) -> MergeBase<Part> {
    MergeBase<Part>(sides.map(part), root: part(root()))
  }
}

extension MergeBase where Element: Hashable {
  /// What the merge bases make of it.
  var value: ThreeWay<Element> {
    guard let first = sides.first else { return .settled(root()) }
    if sides.dropFirst().allSatisfy({ $0 == first }) { return .settled(first) }
    return ThreeWay(base: root(), parents: sides)
  }
}
