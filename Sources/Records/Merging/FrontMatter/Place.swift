/// An entry of a mapping or an item of a list, where it stands in a version.
struct Place {
  let side: MergeSide
  /// The key's text; nil for an item.
  let key: String?
  /// The key through its colon, or the dash; empty between brackets.
  let head: Range<Int>
  let node: YAMLNode
  /// Where its last line ends, before the line ending.
  let end: Int
  /// The column of its head in the version, from 0; between brackets, where it would stand on a line of its own.
  var column: Int
  /// How many columns its lines are moved in the result.
  var shift = 0
  /// Whether it stands between brackets and gets a line of its own.
  var getsDash = false

  /// All of it but the blanks before and the line ending behind it.
  var body: [UInt8] {
    (getsDash ? [ASCII.hyphen, ASCII.space] : []) + side.text(head.lowerBound..<end, shift: shift)
  }

  var headText: [UInt8] { getsDash ? [ASCII.hyphen] : Array(side.bytes[head]) }

  /// Whether it is a list or mapping on lines of its own.
  var isBlockCollection: Bool {
    switch node.content {
    case .mapping(let entries, let isFlow): !isFlow && !entries.isEmpty
    case .sequence(let items, let isFlow): !isFlow && !items.isEmpty
    case .scalar, .alias: false
    }
  }

  /// The value as written; a list or mapping on lines of its own with all that follows the head.
  var valueRange: Range<Int> {
    guard isBlockCollection else {
      // A block scalar's line ending is not part of the text.
      return node.range.lowerBound..<min(max(node.range.lowerBound, end), node.range.upperBound)
    }
    var start = head.upperBound
    while start < end, ASCII.isBlank(side.bytes[start]) { start += 1 }
    return start..<end
  }

  var valueText: [UInt8] { side.text(valueRange, shift: shift) }

  /// What stands between head and value.
  var gap: [UInt8] {
    getsDash ? [ASCII.space] : Array(side.bytes[head.upperBound..<max(head.upperBound, valueRange.lowerBound)])
  }

  /// What follows the value in its last line: a comment with the blanks before it, or nothing.
  var trail: [UInt8] { Array(side.bytes[valueRange.upperBound..<max(valueRange.upperBound, end)]) }

  /// Where the first line of the head ends; for a list or mapping on lines below it.
  var headLineEnd: Int {
    side.bytes[head.upperBound..<end].firstIndex(of: ASCII.lineFeed) ?? end
  }

  /// Whether a list or mapping begins in the line of its head, as in `- by: mentor`.
  var isInline: Bool { isBlockCollection && node.range.lowerBound < headLineEnd }

  /// What follows the head in its line, for a list or mapping below it; else what follows the value.
  var comment: [UInt8] {
    isBlockCollection ? isInline ? [] : Array(side.bytes[head.upperBound..<headLineEnd]) : trail
  }
}

extension YAMLNode {
  /// A text that is equal for equal values, however they are written and in whatever order their keys are, or the items of
  /// a list of scalars.
  var canonicalText: String {
    var text = ""
    appendCanonicalText(to: &text)
    return text
  }

  private func appendCanonicalText(to text: inout String) {
    switch content {
    case .scalar(let value, _): Self.append("s", value, to: &text)
    case .alias(let name): Self.append("a", name, to: &text)
    case .sequence(let items, _):
      text += "["
      if items.allSatisfy({ $0.text != nil }) {
        // The order of a set is not data.
        for item in items.map(\.canonicalText).sorted() { text += item }
      } else {
        for item in items { item.appendCanonicalText(to: &text) }
      }
      text += "]"
    case .mapping(let entries, _):
      let texts = entries.map { entry in
        var text = ""
        entry.key.appendCanonicalText(to: &text)
        entry.value.appendCanonicalText(to: &text)
        return text
      }
      text += "{"
      for entry in texts.sorted() { text += entry }
      text += "}"
    }
  }

  /// A text with its length before it, so that it ends where it does.
  private static func append(_ mark: String, _ value: String, to text: inout String) {
    text += mark
    text += String(value.utf8.count)
    text += ":"
    text += value
  }
}
