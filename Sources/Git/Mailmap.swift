/// Which people are the same, as a `.mailmap` file says.
///
/// Reads the file itself, since libgit2 1.5 compares addresses with their case, which git does not.
/// See https://git-scm.com/docs/gitmailmap.
package struct Mailmap: Sendable, Hashable {
  /// The proper name and address; nil for what stays as it is.
  private struct Replacement: Hashable {
    var name: String?
    var email: String?
  }

  private struct Entry: Hashable {
    var anyName = Replacement()
    var byName: [String: Replacement] = [:]
  }

  /// The entries by the address in commits, in lower case.
  private var entries: [String: Entry] = [:]

  /// Reads the content of a `.mailmap` file; lines that say nothing are ignored.
  package init(_ content: [UInt8]) {
    for line in content.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      add(String(decoding: line, as: UTF8.self)[...])
    }
  }

  /// The person's proper name and address, or the person unchanged.
  package func resolve(_ person: Person) -> Person {
    guard let entry = entries[person.email.asciiLowercased] else { return person }
    let replacement = entry.byName[person.name.asciiLowercased] ?? entry.anyName
    return Person(name: replacement.name ?? person.name, email: replacement.email ?? person.email)
  }

  private mutating func add(_ line: Substring) {
    var rest = line
    guard let proper = Self.nextPerson(in: &rest), !proper.email.isEmpty else { return }
    let replacement: Replacement
    let committed: Person
    if let second = Self.nextPerson(in: &rest) {
      replacement = Replacement(name: proper.name.isEmpty ? nil : proper.name, email: proper.email)
      committed = second
    } else {
      replacement = Replacement(name: proper.name.isEmpty ? nil : proper.name, email: nil)
      committed = Person(name: "", email: proper.email)
    }
    var entry = entries[committed.email.asciiLowercased] ?? Entry()
    if committed.name.isEmpty {
      entry.anyName.name = replacement.name ?? entry.anyName.name
      entry.anyName.email = replacement.email ?? entry.anyName.email
    } else {
      entry.byName[committed.name.asciiLowercased] = replacement
    }
    entries[committed.email.asciiLowercased] = entry
  }

  /// Takes `Name <address>` from the front; the name may be empty.
  private static func nextPerson(in rest: inout Substring) -> Person? {
    guard let opening = rest.firstIndex(of: "<"), let closing = rest[opening...].firstIndex(of: ">") else {
      return nil
    }
    let name = rest[..<opening].drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    let email = rest[opening..<closing].dropFirst()
    rest = rest[closing...].dropFirst()
    return Person(name: String(name), email: String(email))
  }
}

extension Repository {
  /// Reads the content of a `.mailmap` file.
  package func mailmap(from content: [UInt8]) -> Mailmap { Mailmap(content) }
}

extension String {
  /// The text with A to Z in lower case and all else as it is.
  fileprivate var asciiLowercased: String {
    String(decoding: utf8.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
