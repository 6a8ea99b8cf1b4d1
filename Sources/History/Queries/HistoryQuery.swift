package import Records

/// Which events of a history are wanted, and in which order.
package struct HistoryQuery: Sendable, Hashable {
  /// Which records are wanted.
  package enum Selection: Sendable, Hashable {
    case everything

    /// Files and folders by their paths, separated by `/` and without one at either end; empty means none.
    case paths([String])

    /// One record by its path at the tip, or its last path if it is gone, followed through its renames.
    case record(path: String)
  }

  /// The order of events; both put causes and effects right before they look at the clock.
  package enum Order: Sendable, Hashable {
    case oldestFirst
    case newestFirst
  }

  package var selection: Selection

  /// The earliest and the latest instant; the time of a commit is the later of its committer's and its parents'.
  package var period: DateBounds

  /// Part of the author's name, address or role, in any case.
  package var author: String?

  /// Only changes of this field, of what is below it, or of the tasks and lines of the section of this name; `tasks` means all tasks.
  package var field: String?

  package var kind: RecordKind?

  /// The most events, counted from the newest.
  package var limit: Int?

  package var order: Order

  /// Whether authors are wanted with their parts in the relationship, for which every version of `relationship.md` has to be found.
  package var includesRoles: Bool

  /// What matters of the records; the rest may be left out. Only `History.events` heeds it.
  package var interests: RecordInterests

  /// A path whose versions will be asked for next, so that it is noted by the way which commits changed it; only `History.events`
  /// of a whole history heeds it.
  package var noting: String?

  package init(
    selection: Selection = .everything,
    period: DateBounds = DateBounds(),
    author: String? = nil,
    field: String? = nil,
    kind: RecordKind? = nil,
    limit: Int? = nil,
    order: Order = .oldestFirst,
    includesRoles: Bool = true,
    interests: RecordInterests = RecordInterests(),
    noting: String? = nil
  ) {
    self.selection = selection
    self.period = period
    self.author = author
    self.field = field
    self.kind = kind
    self.limit = limit
    self.order = order
    self.includesRoles = includesRoles
    self.interests = interests
    self.noting = noting
  }
}

/// A period of time.
package struct DateBounds: Sendable, Hashable {
  /// The first instant, in seconds since 1970; `nil` for no bound.
  package var since: Int64?

  /// The last instant, in seconds since 1970; `nil` for no bound.
  package var until: Int64?

  package init(since: Int64? = nil, until: Int64? = nil) {
    self.since = since
    self.until = until
  }

  func contains(_ instant: Int64) -> Bool {
    since.map { $0 <= instant } ?? true && until.map { instant <= $0 } ?? true
  }
}
