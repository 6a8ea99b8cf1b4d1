/// What an edit is meant to change; everything else in the record must stay as it is.
package enum ExpectedChange: Sendable, Hashable {
  /// A top-level field gets a value, or with nil is gone.
  case field(name: String, value: FieldValue?)
  /// The text below the front matter changes.
  case body
}

extension Document {
  /// Returns the file with replacements made, unverified.
  ///
  /// The edits must come from this document and must not overlap.
  package func applying(_ edits: [Edit]) -> [UInt8] {
    Edit.apply(edits, to: bytes)
  }

  /// Returns the file with replacements made, after proving that they change what is expected and nothing else.
  ///
  /// - Throws: `EditError.cannotEdit` if the result can't be read or differs in anything else.
  package func applyingVerified(_ edits: [Edit], expecting change: ExpectedChange) throws(EditError) -> [UInt8] {
    let result = applying(edits)
    let name = if case .field(let name, _) = change { name } else { "" }
    guard let changed = try? Document.parse(result), isSame(changed, except: change) else {
      throw .cannotEdit(name: name)
    }
    return result
  }

  /// Returns the edits themselves once they are proved.
  func verified(_ edits: [Edit], expecting change: ExpectedChange) throws(EditError) -> [Edit] {
    _ = try applyingVerified(edits, expecting: change)
    return edits
  }

  private func isSame(_ other: Document, except change: ExpectedChange) -> Bool {
    guard case .field(let name, let value) = change else {
      return bytes[..<bodyRange.lowerBound].elementsEqual(other.bytes[..<other.bodyRange.lowerBound])
        || isSame(other, exceptField: nil)
    }
    guard bytes[bodyRange].elementsEqual(other.bytes[other.bodyRange]) else { return false }
    guard isSame(other, exceptField: name) else { return false }
    let node = other.frontMatter[name]
    return switch value {
    case nil: node == nil
    case .text(let text): node?.items == nil && node?.text == text
    case .list(let items): node?.items.map { $0.map(\.text) } == items
    }
  }

  func isSame(_ other: Document, exceptField name: String?) -> Bool {
    let mine = frontMatter.entries.filter { $0.name != name }
    let others = other.frontMatter.entries.filter { $0.name != name }
    return mine.elementsEqual(others) { $0.key.hasSameValue(as: $1.key) && $0.value.hasSameValue(as: $1.value) }
  }
}
