extension Document {
  /// All that a record says but for the day that names its file: what stays the same where it is put on another day.
  ///
  /// The bytes as they are for a kind that gives its records an id, or names none after a day.
  package func bytesWithoutDay(of kind: RecordKind) -> [UInt8] {
    let table = KindDescription.of(kind)
    guard !table.hasID, let field = table.dayField, let day = frontMatter[field] else { return bytes }
    return Edit.apply([Edit(range: day.range, replacement: [])], to: bytes)
  }
}
