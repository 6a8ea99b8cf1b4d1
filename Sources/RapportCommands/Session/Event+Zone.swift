import Git
import History

extension Event {
  /// The event as told to people: on the days of who reads, like the days that they ask for.
  ///
  /// What programs read, and what is written into records, keeps the zone of who made the commit.
  func seen(in zone: Zone) -> Event {
    func seen(_ time: CommitTime) -> CommitTime {
      CommitTime(secondsSince1970: time.secondsSince1970, offsetMinutes: zone.offsetMinutes(time.secondsSince1970))
    }
    var event = self
    event.commit.authored = seen(commit.authored)
    // Mostly they are one instant.
    event.commit.committed = commit.committed == commit.authored ? event.commit.authored : seen(commit.committed)
    return event
  }
}
