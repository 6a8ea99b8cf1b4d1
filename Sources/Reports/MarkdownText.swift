/// Text from records as Markdown that shows exactly that text, in a note, an issue or a chat.
///
/// What CommonMark and GitHub give a meaning is escaped by a backslash; see
/// <https://spec.commonmark.org/0.31.2/#backslash-escapes>. Control characters are made visible first.
package enum MarkdownText {
  /// The text on one line, fit to stand anywhere but in code.
  package static func escaping(_ text: String) -> String {
    let scalars = Array(VisibleText.escaping(text).unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let isInWord = index > 0 && scalars[index - 1].isWordPart
      let startsWord = index + 1 < scalars.count && scalars[index + 1].isWordPart
      switch scalar {
      case "@" where startsWord && !isInWord:
        // In an issue this would call whoever has that name there; code calls nobody.
        let end = scalars[(index + 1)...].firstIndex { !$0.isWordPart } ?? scalars.count
        result.append(contentsOf: "`".unicodeScalars)
        result.append(contentsOf: scalars[index..<end])
        result.append(contentsOf: "`".unicodeScalars)
        index = end
        continue
      case "_" where isInWord && startsWord: break
      case "&" where !isEntity(scalars[(index + 1)...]): break
      case "\\", "`", "*", "_", "[", "]", "<", "&", "~", "$": result.append("\\")
      case "#", "+", "-", "=", ">": if isStart(scalars[..<index]) { result.append("\\") }
      case ".", ")": if isNumber(scalars[..<index]) { result.append("\\") }
      default: break
      }
      result.append(scalar)
      index += 1
    }
    return String(result)
  }

  /// The text as code, whatever backticks it holds.
  package static func code(_ text: String) -> String {
    let text = VisibleText.escaping(text)
    let fence = String(repeating: "`", count: longestRun(in: text) + 1)
    let isPadded = text.hasPrefix("`") || text.hasSuffix("`")
    return isPadded ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// Lines between two fences, whatever they hold.
  package static func codeBlock(_ lines: [String], language: String) -> [String] {
    let lines = lines.map(VisibleText.escaping)
    let fence = String(repeating: "`", count: max(3, (lines.map(longestRun).max() ?? 0) + 1))
    return [fence + language] + lines + [fence]
  }

  private static func longestRun(in text: String) -> Int {
    text.split { $0 != "`" }.map(\.count).max() ?? 0
  }

  /// Whether what follows an ampersand makes it a character's name, as in `&lt;`.
  private static func isEntity(_ after: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = after.prefix { $0 == "#" || $0.isWordPart }
    return !name.isEmpty && after.dropFirst(name.count).first == ";"
  }

  /// Whether nothing but blanks stands before a character, so that it could begin a heading or a list.
  private static func isStart(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    before.allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// Whether only a number stands before a character, so that it could begin a numbered list.
  private static func isNumber(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    let number = before.drop { $0 == " " || $0 == "\t" }
    return !number.isEmpty && number.allSatisfy { ("0"..."9").contains($0) }
  }
}

extension Unicode.Scalar {
  /// Whether a word or a name may have the character in its middle.
  fileprivate var isWordPart: Bool {
    properties.isAlphabetic || ("0"..."9").contains(self)
  }
}

extension StyledText {
  /// The line as Markdown, with what is strong in bold.
  package var markdown: String {
    spans.map { span in
      let text = MarkdownText.escaping(span.text)
      return span.style == .strong && !span.text.isEmpty ? "**\(text)**" : text
    }.joined()
  }
}
