/// The place of a value in the front matter, such as `target`, `a.b` or `signatures[by=mentor].on`.
///
/// A part that holds one of `. [ ] , = "` is written in double quotes.
package struct FieldPath: Sendable, Hashable, CustomStringConvertible {
  /// The parts as written, each with what leads to it: `signatures`, `[by=mentor]`, `.on`.
  private var parts: [String]

  /// The place of the front matter as a whole.
  package static let root = FieldPath(parts: [])

  private init(parts: [String]) {
    self.parts = parts
  }

  /// Reads a path as it is written.
  package init(_ text: String) {
    parts = []
    var part = ""
    var isQuoted = false
    var isEscaped = false
    for character in text {
      if !isQuoted, character == "." || character == "[", !part.isEmpty {
        parts.append(part)
        part = ""
      }
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = character == "\\" && !isEscaped
      part.append(character)
    }
    if !part.isEmpty { parts.append(part) }
  }

  /// The value of a key of the mapping that is here.
  package func key(_ name: String) -> FieldPath {
    FieldPath(parts: parts + [(parts.isEmpty ? "" : ".") + Self.quoted(name)])
  }

  /// The item of the list that is here, by what identifies it.
  package func item(_ identity: [(key: String, value: String)]) -> FieldPath {
    let names = identity.map { "\(Self.quoted($0.key))=\(Self.quoted($0.value))" }
    return FieldPath(parts: parts + ["[" + names.joined(separator: ",") + "]"])
  }

  /// What holds the value; the root holds itself.
  package var parent: FieldPath { FieldPath(parts: parts.dropLast()) }

  package var description: String { parts.joined() }

  private static func quoted(_ name: String) -> String {
    let isPlain =
      !name.isEmpty && name.unicodeScalars.allSatisfy { !".[],=\"".unicodeScalars.contains($0) && $0.value >= 0x20 }
    return isPlain ? name : YAMLText.doubleQuoted(name)
  }
}
