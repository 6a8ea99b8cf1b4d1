import History

/// Text from files, commits and remotes, made safe to look at on a terminal.
package enum VisibleText {
  /// The text with everything that could steer a terminal or reorder what is read shown in a visible form.
  ///
  /// Control characters (C0 but the tab, DEL, C1) become `\x1b`; bidirectional controls and marks, invisible characters
  /// and tag characters become `<U+202E>`. Joiners stay, since emoji and several scripts need them.
  package static func escaping(_ text: String) -> String {
    if isPlain(text) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if let form = form(of: scalar) {
        result += form
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// How many columns the text takes once it is made visible, as far as one character is one column.
  package static func width(of text: String) -> Int {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? text.utf8.count : escaping(text).count
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } || !text.unicodeScalars.contains { form(of: $0) != nil }
  }

  /// The visible form of a scalar that must not reach a terminal; nil for all others.
  private static func form(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x09: nil
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case _ where !scalar.isUnsafeToShow: nil
    case 0x00...0xFF: "\\x" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
    default: "<U+" + hexadecimal(scalar.value) + ">"
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
