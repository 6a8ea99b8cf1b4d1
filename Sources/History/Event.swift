package import Git
package import Records

/// What one commit did to one record.
package struct Event: Sendable, Hashable {
  package var commit: CommitReference
  package var record: RecordReference

  /// Never empty: what began or ended first, then fields, then the body from top to bottom.
  package var changes: [Change]

  package init(commit: CommitReference, record: RecordReference, changes: [Change]) {
    self.commit = commit
    self.record = record
    self.changes = changes
  }
}

/// The commit of an event, with its author named as the tip's mailmap says.
package struct CommitReference: Sendable, Hashable {
  package var id: ObjectID
  package var author: Author
  package var authored: CommitTime
  package var committed: CommitTime
  package var subject: String
  package var body: String

  package init(
    id: ObjectID,
    author: Author,
    authored: CommitTime,
    committed: CommitTime,
    subject: String,
    body: String
  ) {
    self.id = id
    self.author = author
    self.authored = authored
    self.committed = committed
    self.subject = subject
    self.body = body
  }
}

/// Who made a commit, and the person's part in the relationship if `relationship.md` ever named the address.
package struct Author: Sendable, Hashable {
  package var person: Person
  package var role: Role?

  package init(person: Person, role: Role?) {
    self.person = person
    self.role = role
  }
}

/// A part in the mentoring relationship.
package enum Role: String, Sendable, Hashable, CaseIterable {
  case mentor
  case mentee
}

/// A record as it was after an event, or before it where the event removed the record.
package struct RecordReference: Sendable, Hashable {
  /// The path from the repository's root, separated by `/`.
  package var path: String

  /// The record's own id, if it has one.
  package var id: String?

  package var kind: RecordKind

  /// The title by the kind's table, if the record has one.
  package var title: String?

  package init(path: String, id: String?, kind: RecordKind, title: String?) {
    self.path = path
    self.id = id
    self.kind = kind
    self.title = title
  }
}
