package import Records
package import Space

/// The mentor map: the people somebody can turn to, and the kinds of support nobody is listed for.
package struct Network: Sendable {
  /// One person on the map.
  package struct Entry: Sendable {
    package let file: RecordFile
    /// What the person is to the map's owner; nil where nothing is said.
    package let role: String?
    package let topics: [String]
    package let since: CalendarDay?
    /// The day it ended.
    package let until: CalendarDay?
    package let lastContact: CalendarDay?

    package var name: String { file.title }

    init(_ file: RecordFile) {
      self.file = file
      func day(_ field: String) -> CalendarDay? { file.document?.text(of: field).flatMap(CalendarDay.init) }
      role = file.document?.text(of: "role")
      topics = file.document?.texts(of: "topics") ?? []
      since = day("since")
      until = day("until")
      lastContact = day("last_contact")
    }

    /// Whether the person is one to ask about something; letter case doesn't matter.
    package func knows(_ topic: String) -> Bool {
      let wanted = topic.lowercased()
      return ([role ?? ""] + topics).contains { $0.lowercased().contains(wanted) }
    }
  }

  /// Those who are there today, by kind of support and name.
  package let current: [Entry]
  /// Those for whom it has ended, the latest first.
  package let ended: [Entry]

  /// Takes the people among some records; an entry is over from the day after `until` on.
  package init(_ files: [RecordFile], today: CalendarDay) {
    let entries = files.filter { $0.kind == .person }.map(Entry.init)
    func isOver(_ entry: Entry) -> Bool { entry.until.map { $0 < today } ?? false }
    func place(_ entry: Entry) -> Int { entry.role.flatMap(Self.roles.firstIndex(of:)) ?? Self.roles.count }
    current = entries.filter { !isOver($0) }.sorted { (place($0), $0.name) < (place($1), $1.name) }
    ended = entries.filter(isOver).sorted { ($0.until ?? .last, $0.name) > ($1.until ?? .last, $1.name) }
  }

  /// The kinds of support that nobody is listed for today, in the order of the kind's table.
  package var gaps: [String] {
    Self.roles.filter { role in !current.contains { $0.role == role } }
  }

  /// The kinds of support there are.
  package static let roles: [String] = {
    guard case .choice(let roles)? = KindDescription.of(.person).field(named: "role")?.type else { return [] }
    return roles
  }()
}
