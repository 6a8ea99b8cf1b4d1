/// A person as records name them, such as `Ana Ruiz <ana@example.org>`.
package struct NamedPerson {
  let name: String
  /// What stands between angle brackets; nil where nothing does.
  let address: String?

  init(_ text: String) {
    name = Self.name(text)
    let rest = text.drop { $0 != "<" }.dropFirst()
    address = rest.isEmpty ? nil : String(rest.prefix { $0 != ">" })
  }

  /// The name in `Ana Ruiz <ana@example.org>`.
  package static func name(_ text: String) -> String {
    text.prefix { $0 != "<" }.split(separator: " ").joined(separator: " ")
  }

  /// The first word of a name that is no title such as "Dr."; the whole name where there is none.
  static func firstName(of name: String) -> String {
    name.split(separator: " ").first { !$0.hasSuffix(".") }.map(String.init) ?? name
  }
}
