/// Text from records as Markdown that shows exactly that text, in a note, an issue or a chat.
///
/// What CommonMark and GitHub give a meaning is escaped by a backslash; see
/// <https://spec.commonmark.org/0.31.2/#backslash-escapes>. Control characters are made visible first.
package enum MarkdownText {
  /// The text on one line, fit to stand anywhere but in code.
  package static func escaping(_ text: String) -> String {
    let line = PlainLine(VisibleText.escaping(text))
    var result = String.UnicodeScalarView()
    var index = 0
    while index < line.scalars.count {
      let end = line.endOfMention(at: index)
      if end > index {
        // In an issue this would call whoever has that name there; code calls nobody.
        result.append("`")
        result.append(contentsOf: line.scalars[index..<end])
        result.append("`")
        index = end
      } else {
        if line.isMarkup(at: index) || line.beginsBlock(at: index) || line.beginsAddressWithMarkup(at: index) {
          result.append("\\")
        }
        result.append(line.scalars[index])
        index += 1
      }
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
}

/// A line of text as Markdown looks at it; a question takes no longer in a longer line.
private struct PlainLine {
  let scalars: [Unicode.Scalar]
  /// How many blanks the line begins with.
  private let blankCount: Int
  /// How many digits follow the blanks.
  private let digitCount: Int
  /// The last place with markup in the word to which each place belongs, if that is not before it; -1 for none.
  private let lastMarkup: [Int]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    let scalars = scalars
    blankCount = scalars.prefix { $0 == " " || $0 == "\t" }.count
    digitCount = scalars.dropFirst(blankCount).prefix { ("0"..."9").contains($0) }.count
    var last = -1
    var lastMarkup = Array(repeating: -1, count: scalars.count)
    for index in scalars.indices.reversed() {
      if scalars[index].properties.isWhitespace {
        last = -1
      } else if last < 0, Self.isMarkup(scalars, at: index) || Self.beginsMention(scalars, at: index) {
        last = index
      }
      lastMarkup[index] = last
    }
    self.lastMarkup = lastMarkup
  }

  /// Whether Markdown gives the character a meaning wherever it stands.
  func isMarkup(at index: Int) -> Bool {
    Self.isMarkup(scalars, at: index)
  }

  /// Whether the character would begin a heading, a list, a quotation or a rule.
  func beginsBlock(at index: Int) -> Bool {
    switch scalars[index] {
    case "#", "+", "-", "=", ">": index == blankCount
    case ".", ")": digitCount > 0 && index == blankCount + digitCount
    default: false
    }
  }

  /// Where a name after `@` ends; the index itself where none begins.
  func endOfMention(at index: Int) -> Int {
    guard Self.beginsMention(scalars, at: index) else { return index }
    return scalars[(index + 1)...].firstIndex { !$0.isWordPart } ?? scalars.count
  }

  /// Whether a colon or a dot makes a web address of what follows, in which something must be escaped.
  ///
  /// An address becomes a link with every character as it is: a backslash in it would neither vanish nor escape. Such an
  /// address is kept from becoming a link; any other stays one.
  func beginsAddressWithMarkup(at index: Int) -> Bool {
    guard lastMarkup[index] > index else { return false }
    return switch scalars[index] {
    case ":": scalars[(index + 1)...].starts(with: ["/", "/"])
    case ".": index >= 3 && scalars[(index - 3)..<index].allSatisfy { $0 == "w" || $0 == "W" }
    default: false
    }
  }

  private static func isMarkup(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    switch scalars[index] {
    case "\\", "`", "*", "[", "]", "<", "~", "$": true
    case "_": !(isInWord(scalars, at: index) && startsWord(scalars, at: index))
    case "&": isEntity(scalars[(index + 1)...])
    default: false
    }
  }

  private static func beginsMention(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    scalars[index] == "@" && startsWord(scalars, at: index) && !isInWord(scalars, at: index)
  }

  private static func isInWord(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    index > 0 && scalars[index - 1].isWordPart
  }

  private static func startsWord(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    index + 1 < scalars.count && scalars[index + 1].isWordPart
  }

  /// Whether what follows an ampersand makes it a character's name, as in `&lt;`.
  private static func isEntity(_ after: ArraySlice<Unicode.Scalar>) -> Bool {
    // The longest name that HTML has is shorter than 40 characters.
    let name = after.prefix(40).prefix { $0 == "#" || $0.isWordPart }
    return !name.isEmpty && after.dropFirst(name.count).first == ";"
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
