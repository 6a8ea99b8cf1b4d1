import Git
import History
import Practice
import Records
import Reports
import Space
import Sync

extension Session {
  /// What is said where something is begun after the relationship has ended.
  static let closedHint: StyledText =
    "The relationship is closed; if it goes on: rapport set relationship status=active"

  /// The times in which nothing is expected.
  func pauses(in listing: RecordListing) -> Pauses {
    Pauses(relationship: listing.files(of: .relationship).first?.document)
  }

  /// The next meeting that is planned, as it is now.
  func nextMeeting(in space: Space) throws -> RecordFile? {
    let meetings = try space.records { RecordKind(path: $0) == .meeting }
    return RecordName.meeting("next", among: meetings.files, today: today)
  }

  /// What history tells of the time since the last meeting.
  func meetingHistory(of listing: RecordListing, from history: History) async throws -> MeetingHistory {
    let lastMeeting = StatusReport.lastMeeting(in: listing, today: today)
    let query = HistoryQuery(
      includesRoles: false,
      interests: MeetingHistory.interests(in: listing.files, since: lastMeeting),
      noting: Self.agreementPath
    )
    return MeetingHistory(try await history.events(query).events, since: lastMeeting)
  }

  /// The page on which the other person can edit a file; nil where the remote is no host whose pages are known.
  func webEditAddress(of path: String, in space: Space) -> String? {
    guard let remote = try? SharedRemote(nil, of: space.repository) else { return nil }
    return remote.address.webEditAddress(of: path, on: remote.branch)
  }

  /// Says what is left to do, where a change says that a meeting was held.
  ///
  /// - Parameter path: the changed record.
  func tellWhatFollows(_ path: String, _ assignments: [Assignment], in space: Space) async throws {
    guard assignments.contains(where: { $0.field == "status" && $0.value == "held" }) else { return }
    let listing = try space.records()
    guard let meeting = listing.files(of: .meeting).first(where: { $0.path == path }),
      let followUp = MeetingFollowUp(
        of: meeting,
        among: listing.files,
        terms: try await terms(in: present(of: space)),
        pauses: pauses(in: listing),
        today: today
      )
    else { return }
    for line in followUp.lines { say(line) }
  }
}
