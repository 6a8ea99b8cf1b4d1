package import Git

extension Person {
  /// The mentee of all fixtures.
  package static let ana = Person(name: "Ana Ruiz", email: "ana@example.org")

  /// The mentor of all fixtures.
  package static let ben = Person(name: "Ben Osei", email: "ben@example.org")
}

extension CommitTime {
  /// When the first commit of a fixture is made: 2026-03-02T09:00:00+01:00.
  package static let fixtureStart = CommitTime(secondsSince1970: 1_772_438_400, offsetMinutes: 60)

  /// The time some minutes later, in the same zone.
  package func adding(minutes: Int) -> CommitTime {
    CommitTime(secondsSince1970: secondsSince1970 + Int64(minutes) * 60, offsetMinutes: offsetMinutes)
  }

  /// The time some days later, in the same zone.
  package func adding(days: Int) -> CommitTime { adding(minutes: days * 24 * 60) }
}

extension ConfigurationSearchPaths {
  /// Makes the whole test process blind to the configuration of this machine.
  ///
  /// - Throws: `GitError.failed`.
  package static func isolateProcess() throws {
    try isolation.get()
  }

  private static let isolation = Result { try Repository.start(.writing, searchPaths: .isolated) }
}
