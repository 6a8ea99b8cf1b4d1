/// A replacement of some bytes of a file; everything else stays as it is.
package struct Edit: Sendable, Hashable {
  /// The UTF-8 offsets to replace; empty to insert.
  package var range: Range<Int>
  package var replacement: [UInt8]

  package init(range: Range<Int>, replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }

  /// Makes a replacement by text.
  package init(range: Range<Int>, text: String) {
    self.init(range: range, replacement: Array(text.utf8))
  }

  /// Returns bytes with replacements made; they must not overlap, and insertions at one place keep their order.
  package static func apply(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8] {
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.count })
    var copied = 0
    for (_, edit) in ordered {
      precondition(edit.range.lowerBound >= copied, "edits must not overlap")
      result += bytes[copied..<edit.range.lowerBound]
      result += edit.replacement
      copied = edit.range.upperBound
    }
    result += bytes[copied...]
    return result
  }
}

/// The value that a field is to have.
package enum FieldValue: Sendable, Hashable {
  case text(String)
  case list([String])
}

/// Why an edit of a record is not possible; nothing was changed.
package enum EditError: Error, Sendable, Hashable {
  /// The field holds a list or mapping where text was to be set.
  case fieldIsNotScalar(name: String)
  /// The field holds text or a mapping where a list was expected.
  case fieldIsNotList(name: String)
  case noSuchField(name: String)
  case noSuchItem(name: String)
  /// The text holds a character that no front matter can hold, even escaped: NUL.
  case cannotHold(name: String)
  /// The way the file is written doesn't allow the change safely; it has to be made in an editor.
  case cannotEdit(name: String)
}
