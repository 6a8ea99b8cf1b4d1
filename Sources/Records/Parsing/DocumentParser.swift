/// Reads a record step by step, cheapest refusal first.
struct DocumentParser {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func document() throws(UnreadableRecord) -> Document {
    let problems = ReadingProblems(bytes)
    if bytes.count > ParsingLimits.fileBytes { throw UnreadableRecord(problems.fileTooLarge()) }
    guard let contentStart = Fences.endOfOpening(in: bytes) else {
      throw UnreadableRecord(problems.frontMatterMissing())
    }
    if let problem = bytes.withUnsafeBufferPointer(TextValidation.firstProblem) {
      throw UnreadableRecord(problems.unsoundText(problem))
    }
    guard let fences = bytes.withUnsafeBufferPointer({ Fences(in: $0, after: contentStart) }) else {
      throw UnreadableRecord(problems.notClosed(from: contentStart))
    }
    if fences.content.count > ParsingLimits.frontMatterBytes {
      throw UnreadableRecord(problems.frontMatterTooLarge(fences.content))
    }
    let yaml: ParsedYAML
    do throws(YAMLFailure) {
      yaml = try Self.parseYAML(bytes, in: fences.content)
    } catch {
      throw SentenceRepair(bytes, content: fences.content).unreadable(after: error)
    }
    return try document(of: yaml, between: fences)
  }

  static func parseYAML(_ bytes: [UInt8], in range: Range<Int>) throws(YAMLFailure) -> ParsedYAML {
    let outcome = bytes.withUnsafeBufferPointer { text -> Result<ParsedYAML, YAMLFailure> in
      do throws(YAMLFailure) {
        return .success(try YAMLReader.parse(text, in: range))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private func document(of yaml: ParsedYAML, between fences: Fences) throws(UnreadableRecord) -> Document {
    let problems = ReadingProblems(bytes)
    let duplicates = yaml.duplicates.prefix(ParsingLimits.reportedOddities).map(problems.duplicateKey)
    if let first = duplicates.first { throw UnreadableRecord(first, Array(duplicates.dropFirst())) }
    var root = yaml.root
    if let value = root {
      if value.isEmpty, value.range.isEmpty {
        root = nil
      } else if value.entries == nil {
        throw UnreadableRecord(problems.notAMapping(value))
      }
    }
    return Document(
      bytes: bytes,
      frontMatter: FrontMatter(contentRange: fences.content, closingFence: fences.closing, root: root),
      findings: yaml.oddities.isEmpty ? [] : problems.oddities(yaml.oddities, lines: LineTable(bytes)),
      bodyRange: fences.bodyStart..<bytes.count
    )
  }
}
