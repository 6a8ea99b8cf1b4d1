extension FrontMatterMerge {
  /// The day of a signature that each side recorded on a day of its own, beside one and the same text; nil for anything
  /// else.
  ///
  /// Both mean that the text is signed, as two spellings of one value mean the same, so there is nothing to ask: it was
  /// from the earlier day on.
  func signingDay(among values: ValueSet, at path: FieldPath) -> ValueSet.Value? {
    guard description.kind == .agreement, isDayOfSignature(path), isTextSame else { return nil }
    let days = values.values.compactMap { value in
      value.string.flatMap { CalendarDay(OpenEntry.plainText(of: $0)) }.map { (day: $0, value: value) }
    }
    guard days.count == values.values.count else { return nil }
    return days.min { $0.day < $1.day }?.value
  }

  private func isDayOfSignature(_ path: FieldPath) -> Bool {
    ["mentee", "mentor"].contains { role in
      path == FieldPath(Self.signatures).item([("by", role)]).key("on")
    }
  }

  private static let signatures = "signatures"

  /// Whether the sides differ in nothing but signatures, and have no questions.
  private var isTextSame: Bool {
    guard let one = versions.one, let other = versions.other, !one.hasQuestions, !other.hasQuestions else {
      return false
    }
    func fields(_ side: MergeSide) -> [String: String] {
      let entries = side.document.frontMatter.entries.filter { $0.name != Self.signatures }
      return Dictionary(entries.map { ($0.name, $0.value.canonicalText) }) { first, _ in first }
    }
    func body(_ side: MergeSide) -> ArraySlice<UInt8> { side.bytes[side.document.bodyRange] }
    return fields(one) == fields(other) && body(one) == body(other)
  }
}

extension MergeSide {
  fileprivate var hasQuestions: Bool {
    !openFields.isEmpty || !openTasks.isEmpty || !openHeadings.isEmpty || !otherEntries.isEmpty
  }
}
