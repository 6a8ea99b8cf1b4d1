/// The same thing in the three versions of a merge.
struct Three<Element> {
  let base: Element?
  let one: Element?
  let other: Element?

  init(base: Element?, one: Element?, other: Element?) {
    (self.base, self.one, self.other) = (base, one, other)
  }

  /// Those that are there, the base first.
  var all: [Element] { [base, one, other].compactMap(\.self) }

  var sides: [Element] { [one, other].compactMap(\.self) }

  func map<Result>(_ transform: (Element) -> Result?) -> Three<Result> {
    Three<Result>(base: base.flatMap(transform), one: one.flatMap(transform), other: other.flatMap(transform))
  }
}

extension Three where Element: Equatable {
  /// The element that only one side changed, or both alike; nil inside nil where they disagree.
  var settled: Element?? {
    if one == other || other == base { return .some(one) }
    return one == base ? .some(other) : nil
  }
}

extension Three<Int> {
  /// The number after the merge, where a disagreement is about layout alone: the smaller wins.
  var layoutColumn: Int? { settled ?? sides.min() }
}

extension Three<[UInt8]> {
  /// The text after the merge, where a disagreement is about layout alone: the smaller wins.
  var layout: [UInt8] {
    if let settled { return settled ?? [] }
    return sides.min { $0.lexicographicallyPrecedes($1) } ?? []
  }

  /// Whole lines of comments after the merge: what both sides wrote is kept.
  var comments: [UInt8] {
    if let settled { return settled ?? [] }
    return LineMerge(base: (base ?? [])[...], one: (one ?? [])[...], other: (other ?? [])[...]).linesKeepingBoth.text
  }

  /// A comment behind a value after the merge: what both sides wrote is kept.
  var trailingComment: [UInt8] {
    if let settled { return settled ?? [] }
    let versions = sides.sorted { left, right in
      let (leftWords, rightWords) = (Self.words(left), Self.words(right))
      return (leftWords == rightWords ? left : leftWords)
        .lexicographicallyPrecedes(leftWords == rightWords ? right : rightWords)
    }
    guard let first = versions.first, let last = versions.last else { return [] }
    if Self.words(last).isEmpty { return first }
    if Self.words(first).isEmpty { return last }
    if first.containsConsecutively(Self.words(last)) { return first }
    return last.containsConsecutively(Self.words(first)) ? last : first + [ASCII.space, ASCII.space] + Self.words(last)
  }

  private static func words(_ comment: [UInt8]) -> [UInt8] {
    Array(comment[comment.trimmingBlanks(0..<comment.count)])
  }
}
