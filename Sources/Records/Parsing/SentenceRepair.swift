/// Finds sentences that YAML takes for its own syntax, and the quotes that make them text again.
///
/// A repair is offered only if it is proved: with all of them the front matter parses, and each value is the text as
/// typed. Nothing but quotes (and the escapes they need) is ever added.
struct SentenceRepair {
  private let bytes: [UInt8]
  private let content: Range<Int>
  private let lines: LineTable

  init(_ bytes: [UInt8], content: Range<Int>) {
    self.bytes = bytes
    self.content = content
    self.lines = LineTable(bytes)
  }

  /// Returns every problem of front matter that libyaml refused, with proved fixes where there are some.
  func unreadable(after failure: YAMLFailure) -> UnreadableRecord {
    var attempt = Attempt(sentences: [], failure: failure, line: lines.line(at: failure.offset))
    while attempt.sentences.count < ParsingLimits.repairedLines, let better = improved(attempt) { attempt = better }
    let sentences = attempt.sentences.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let isProved = attempt.failure == nil && holdsAsTyped(sentences)
    var problems = sentences.map { diagnostic(for: $0, isProved: isProved) }
    if let remaining = attempt.failure {
      let offset = original(remaining.offset, after: sentences)
      problems.append(ReadingProblems(bytes).failure(YAMLFailure(reason: remaining.reason, offset: offset)))
    }
    problems.sort { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
    return UnreadableRecord(problems[0], Array(problems.dropFirst()))
  }

  /// Returns a fix that quotes the whole value that starts at an offset of a readable record; nil unless it is proved.
  static func quoting(valueAt offset: Int, in bytes: [UInt8]) -> Fix? {
    guard let start = Fences.endOfOpening(in: bytes),
      let fences = bytes.withUnsafeBufferPointer({ Fences(in: $0, after: start) })
    else { return nil }
    let repair = SentenceRepair(bytes, content: fences.content)
    let sentences = Sentence.candidates(inLine: repair.lines.range(ofLine: repair.lines.line(at: offset)), of: bytes)
    guard let sentence = sentences.first(where: { $0.range.lowerBound == offset }), repair.holdsAsTyped([sentence])
    else { return nil }
    return Fix(summary: "put the value in double quotes", edits: [sentence.edit])
  }

  // MARK: - The search

  /// The sentences quoted so far and what libyaml still refuses.
  private struct Attempt {
    let sentences: [Sentence]
    let failure: YAMLFailure?
    /// The 1-based line of the failure; the same in the original, since quotes hold no line ending.
    let line: Int
  }

  private func attempt(_ sentences: [Sentence]) -> Attempt {
    let quoted = Edit.apply(sentences.map(\.edit), to: bytes)
    let growth = quoted.count - bytes.count
    do throws(YAMLFailure) {
      _ = try DocumentParser.parseYAML(quoted, in: content.lowerBound..<content.upperBound + growth)
      return Attempt(sentences: sentences, failure: nil, line: lines.count)
    } catch {
      return Attempt(sentences: sentences, failure: error, line: LineTable(quoted).line(at: error.offset))
    }
  }

  /// Quotes one more sentence such that libyaml gets further; nil if none helps.
  private func improved(_ attempt: Attempt) -> Attempt? {
    guard let failure = attempt.failure else { return nil }
    var context: Int?
    switch failure.reason {
    case .syntax(_, let offset): context = offset
    // `{{version}}` is a mapping whose key is a mapping, though nobody ever means that.
    case .unsupportedKey: break
    default: return nil
    }
    let quotedLines = Set(attempt.sentences.map { lines.line(at: $0.range.lowerBound) })
    if !quotedLines.contains(attempt.line) {
      for sentence in Sentence.candidates(inLine: lines.range(ofLine: attempt.line), of: bytes) {
        let next = self.attempt(attempt.sentences + [sentence])
        if next.failure == nil || next.line > attempt.line { return next }
      }
    }
    // A quote or bracket that is never closed is found out at the end; libyaml names where it was opened.
    guard let context else { return nil }
    let opened = original(context, after: attempt.sentences)
    let line = lines.line(at: opened)
    guard opened < bytes.count, "\"'[{".utf8.contains(bytes[opened]), !quotedLines.contains(line) else { return nil }
    for sentence in Sentence.candidates(inLine: lines.range(ofLine: line), of: bytes)
    where sentence.range.lowerBound == opened {
      let next = self.attempt(attempt.sentences + [sentence])
      if next.failure == nil || next.line > line { return next }
    }
    return nil
  }

  /// Returns where an offset of the quoted text stands in the file.
  private func original(_ offset: Int, after sentences: [Sentence]) -> Int {
    var offset = offset
    for sentence in sentences.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let growth = sentence.edit.replacement.count - sentence.range.count
      if offset >= sentence.range.upperBound + growth {
        offset -= growth
      } else if offset > sentence.range.lowerBound {
        offset = sentence.range.lowerBound
      }
    }
    return min(offset, bytes.count)
  }

  /// Says whether the front matter parses with these sentences quoted, and each value is the text as typed.
  private func holdsAsTyped(_ sentences: [Sentence]) -> Bool {
    let quoted = Edit.apply(sentences.map(\.edit), to: bytes)
    let range = content.lowerBound..<content.upperBound + quoted.count - bytes.count
    guard let yaml = try? DocumentParser.parseYAML(quoted, in: range), yaml.duplicates.isEmpty, let root = yaml.root,
      root.entries != nil
    else { return false }
    var texts: [Int: String] = [:]
    var pending = [root]
    while let node = pending.popLast() {
      if let text = node.text { texts[node.range.lowerBound] = text }
      pending += node.items ?? []
      pending += node.entries?.map(\.value) ?? []
    }
    var growth = 0
    for sentence in sentences.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard texts[sentence.range.lowerBound + growth] == sentence.text else { return false }
      growth += sentence.edit.replacement.count - sentence.range.count
    }
    return true
  }

  private func diagnostic(for sentence: Sentence, isProved: Bool) -> Diagnostic {
    let quoted = sentence.range.count > 200 ? "" : ": " + String(decoding: sentence.edit.replacement, as: UTF8.self)
    return Diagnostic(
      code: .unquotedSentence,
      severity: .error,
      at: sentence.range,
      in: lines,
      summary: "YAML takes a part of this sentence for its own syntax",
      help: "put the value in double quotes\(quoted)",
      fixes: isProved ? [Fix(summary: "put the value in double quotes", edits: [sentence.edit])] : []
    )
  }
}
