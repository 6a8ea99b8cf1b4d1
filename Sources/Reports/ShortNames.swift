import Git
package import History
import Records
package import Space
import Sync

/// What people are called in a line: the first names of those whom `relationship.md` names, and others in full.
package struct ShortNames: Sendable {
  /// Widest column for names.
  private static let largestWidth = 16

  private let byName: [String: String]
  private let byAddress: [String: String]

  /// Takes the names from the relationship among some records; where first names are equal, people keep their whole names.
  package init(in listing: RecordListing) {
    let relationship = listing.files(of: .relationship).first?.document
    self.init(["mentee", "mentor"].flatMap { relationship?.texts(of: $0) ?? [] })
  }

  /// Takes people as records name them: `Ana Ruiz <ana@example.org>`.
  package init(_ people: [String]) {
    let people = people.map(NamedPerson.init)
    let sharing = Dictionary(grouping: Set(people.map(\.name))) { NamedPerson.firstName(of: $0) }
    var (byName, byAddress): ([String: String], [String: String]) = ([:], [:])
    for person in people {
      let first = NamedPerson.firstName(of: person.name)
      let short = sharing[first]?.count == 1 ? first : person.name
      byName[person.name] = short
      if let address = person.address { byAddress[address.lowercased()] = short }
    }
    (self.byName, self.byAddress) = (byName, byAddress)
  }

  /// Columns that the names take, known before any event is; the whole name of a stranger may be wider.
  package var width: Int {
    let widest = byName.values.map { VisibleText.width(of: $0) }.max() ?? Self.largestWidth
    return min(max(4, widest), Self.largestWidth)
  }

  /// What the author is called.
  package func name(of author: Author) -> String {
    let person = author.person
    // A merge that is nobody's says what it is.
    if person == MergeCommit.person { return "sync" }
    let known = byName[person.name] ?? byAddress[person.email.lowercased()]
    return known ?? (person.name.isEmpty ? person.email : person.name)
  }
}
