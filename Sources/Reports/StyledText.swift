/// One line for people: text with the meaning of its parts, which a terminal may show as colour.
///
/// Whatever is put in stays inert: control characters are made visible when the line is rendered.
package struct StyledText: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// What a part of a line means; never told by colour alone.
  package enum Style: Sendable, Hashable {
    case plain
    case heading
    case strong
    case faint
    case good
    case warning
    case bad
  }

  /// A run of text with one style.
  package struct Span: Sendable, Hashable {
    package var text: String
    package var style: Style
  }

  package private(set) var spans: [Span] = []

  package init(_ text: String, _ style: Style = .plain) {
    if !text.isEmpty { spans = [Span(text: text, style: style)] }
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  /// The text without styles, with control characters made visible.
  package var plainText: String {
    rendered(inColor: false)
  }

  /// The line's width in columns, as far as one character is one column.
  package var width: Int {
    spans.reduce(0) { $0 + VisibleText.width(of: $1.text) }
  }

  package var isEmpty: Bool { spans.isEmpty }

  /// The line followed by spaces up to `column`; at least two where it is already that wide.
  package func padded(to column: Int) -> StyledText {
    self + StyledText(Self.blanks(max(2, column - width)))
  }

  private static func blanks(_ count: Int) -> String {
    String(unsafeUninitializedCapacity: count) { buffer in
      buffer.update(repeating: UInt8(ascii: " "))
      return count
    }
  }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    var result = left
    result.spans += right.spans
    return result
  }

  package static func += (left: inout StyledText, right: StyledText) {
    left.spans += right.spans
  }

  /// The line as a terminal shows it: escaped, and with colours if asked.
  package func rendered(inColor: Bool) -> String {
    var text = ""
    render(to: &text, inColor: inColor)
    return text
  }

  fileprivate func render(to text: inout String, inColor: Bool) {
    for span in spans {
      let code = inColor ? span.style.selectGraphicRendition : nil
      if let code { text += "\u{1b}[\(code)m" }
      text += VisibleText.escaping(span.text)
      if code != nil { text += "\u{1b}[0m" }
    }
  }
}

extension StyledText.Style {
  /// The parameters of the terminal sequence for the style; nil for plain text.
  fileprivate var selectGraphicRendition: String? {
    switch self {
    case .plain: nil
    case .heading: "1"
    case .strong: "1;36"
    case .faint: "2"
    case .good: "32"
    case .warning: "33"
    case .bad: "31"
    }
  }
}

extension [StyledText] {
  /// The lines' texts without styles, each ended by a newline.
  package var plainText: String {
    rendered(inColor: false)
  }

  /// The lines as a terminal shows them, each ended by a newline.
  package func rendered(inColor: Bool) -> String {
    var text = ""
    for line in self {
      line.render(to: &text, inColor: inColor)
      text += "\n"
    }
    return text
  }

  /// The parts with a separator between them.
  package func joined(by separator: StyledText) -> StyledText {
    guard var result = first else { return StyledText("") }
    for part in dropFirst() { result += separator + part }
    return result
  }
}
