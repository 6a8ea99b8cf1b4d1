package import Git

/// Tells a history into a fixture, with dates as people say them.
package struct Story {
  package let fixture: FixtureRepository

  package init(_ fixture: FixtureRepository) {
    self.fixture = fixture
  }

  /// Commits whole files; nil removes one.
  ///
  /// - Throws: What committing in a fixture throws; `StoryError.notATime`.
  package func tell(_ time: String, _ message: String, _ person: Person, _ files: [String: String?]) throws {
    try fixture.commit(message, files: files, by: person, at: try Self.time(time))
  }

  /// Commits one file with parts of its text replaced.
  ///
  /// - Throws: What committing in a fixture throws; `StoryError`.
  package func edit(
    _ time: String,
    _ message: String,
    _ person: Person,
    _ path: String,
    _ replacements: [String: String]
  ) throws {
    try tell(time, message, person, [path: try text(of: path, replacing: replacements)])
  }

  /// Commits an edit that was made earlier than it is recorded, as git does after `--date`.
  ///
  /// - Throws: What running git throws; `StoryError`.
  package func editLater(
    _ time: String,
    recorded: String,
    _ message: String,
    _ person: Person,
    _ path: String,
    _ replacements: [String: String]
  ) throws {
    try fixture.write(path, try text(of: path, replacing: replacements))
    let environment = [
      "GIT_AUTHOR_NAME": person.name, "GIT_AUTHOR_EMAIL": person.email, "GIT_COMMITTER_NAME": person.name,
      "GIT_COMMITTER_EMAIL": person.email, "GIT_AUTHOR_DATE": try Self.time(time).iso8601,
      "GIT_COMMITTER_DATE": try Self.time(recorded).iso8601,
    ]
    try RealGit(in: fixture.path, environment: environment)("commit", "--quiet", "--message", message, "--", path)
  }

  /// A time of 2026 in Berlin from March to October, such as `03-02 09:00`.
  ///
  /// - Throws: `StoryError.notATime`.
  package static func time(_ text: String) throws -> CommitTime {
    let numbers = text.split { "- :".contains($0) }.compactMap { Int($0) }
    guard numbers.count == 4, (3...10).contains(numbers[0]) else { throw StoryError.notATime(text) }
    let daysBeforeMonth = [3: 0, 4: 31, 5: 61, 6: 92, 7: 122, 8: 153, 9: 184, 10: 214]
    let day = (daysBeforeMonth[numbers[0]] ?? 0) + numbers[1]
    let offsetMinutes = day >= 29 ? 120 : 60
    // The fixture begins on March 2nd at nine o'clock, one hour east of UTC.
    let minutes = (day - 2) * 24 * 60 + (numbers[2] - 9) * 60 + numbers[3] - (offsetMinutes - 60)
    return CommitTime(
      secondsSince1970: CommitTime.fixtureStart.secondsSince1970 + Int64(minutes) * 60,
      offsetMinutes: offsetMinutes
    )
  }

  private func text(of path: String, replacing replacements: [String: String]) throws -> String {
    var text = try fixture.read(path)
    for (old, new) in replacements {
      guard text.contains(old) else { throw StoryError.notThere(old, path: path) }
      text = text.replacing(old, with: new, maxReplacements: 1)
    }
    return text
  }
}

/// A story that can't be told.
package enum StoryError: Error {
  case notATime(String)
  case notThere(String, path: String)
}
