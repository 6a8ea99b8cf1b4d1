/// Who somebody is in git: a name and an e-mail address, without a time.
package struct Person: Sendable, Hashable {
  /// The name; may be empty in commits made by other programs.
  package var name: String

  /// The e-mail address, without angle brackets; may be empty in commits made by other programs.
  package var email: String

  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }
}

/// Who did something and when, as in a commit's author and committer lines.
package struct Signature: Sendable, Hashable {
  package var person: Person
  package var time: CommitTime

  package init(person: Person, time: CommitTime) {
    self.person = person
    self.time = time
  }
}
