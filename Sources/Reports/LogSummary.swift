package import Git
package import History
import Records
package import Space

/// What happened in a period, grouped by record: who moved what, and why. What one reads before a meeting.
package struct LogSummary: Sendable {
  /// One record with its events.
  package struct Group: Sendable {
    /// The record as of the last of these events.
    package var reference: RecordReference
    package var events: [Event]
    /// The record as it is at the end, perhaps under another name; nil where it isn't found.
    package var file: RecordFile?
  }

  /// The records that moved: goals first, then the other kinds in their usual order, then by path.
  package let groups: [Group]
  private let period: LogPeriod
  private let names: ShortNames
  private let commit: ObjectID?

  /// - Parameters:
  ///   - events: the events of the period, oldest first.
  ///   - newestFirst: whether the events of a record are told in the other order.
  ///   - listing: the records as they are when all is told.
  ///   - commit: the commit in which the history ends; nil for the present.
  package init(
    _ events: [Event],
    in period: LogPeriod,
    newestFirst: Bool = false,
    listing: RecordListing,
    commit: ObjectID?
  ) {
    self.period = period
    self.commit = commit
    names = ShortNames(in: listing)
    var grouping = RecordGrouping()
    for event in events { grouping.append(event) }
    let places = RecordPlaces(listing)
    groups = grouping.groups.compactMap { events in
      guard let last = events.last else { return nil }
      let file = last.changes.contains(.removed) ? nil : places.file(of: last.record)
      return Group(reference: last.record, events: newestFirst ? events.reversed() : events, file: file)
    }.sorted { left, right in
      (Self.rank(of: left.reference.kind), left.path) < (Self.rank(of: right.reference.kind), right.path)
    }
  }

  private static func rank(of kind: RecordKind) -> Int {
    kind == .goal ? -1 : RecordKind.allCases.firstIndex(of: kind) ?? RecordKind.allCases.count
  }

  /// One line: how much happened since when.
  package var headline: String {
    let count = groups.flatMap(\.events).changeCount
    guard count > 0 else { return "\(period.words): nothing changed" }
    return
      "\(period.words): \(count) \(count == 1 ? "change" : "changes") in \(groups.count) \(groups.count == 1 ? "record" : "records")"
  }

  /// The headline, then each record with its state and what happened to it.
  package var lines: [StyledText] {
    let report = LogReport(names: names, meetingDays: [])
    return [StyledText(headline, .heading)]
      + groups.flatMap { group -> [StyledText] in
        let path = StyledText(group.path, .faint)
        let title = StyledText(group.title, .heading).padded(to: LogReport.noteColumn) + path
        let state = group.state.isEmpty ? [] : [StyledText(group.state)]
        return ["", title] + state + group.events.flatMap(report.lines)
      }
  }

  /// The same as Markdown: a heading for each record.
  package var markdown: [StyledText] {
    let list = LogMarkdown(names: names, namesRecords: false)
    return [StyledText("## " + MarkdownText.escaping(headline))]
      + groups.flatMap { group -> [StyledText] in
        let state = group.state.isEmpty ? [] : [StyledText(MarkdownText.escaping(group.state)), ""]
        return ["", StyledText("### " + MarkdownText.escaping(group.title)), ""] + state
          + group.events.flatMap(list.lines)
      }
  }

  package var json: JSONValue {
    .object([
      .init("schema", .string("rapport/log-summary/1")),
      .init("at", .optional(commit?.hex)),
      .init("since", .optional(period.since?.description)),
      .init("until", .optional(period.until?.description)),
      .init(
        "records",
        .array(
          groups.map { group in
            .object([
              .init("path", .string(group.path)),
              .init("kind", .string(group.reference.kind.rawValue)),
              .init("id", .optional(group.reference.id)),
              .init("title", .string(group.title)),
              .init("state", .string(group.state)),
              .init("events", .array(group.events.map(\.json))),
            ])
          }
        )
      ),
    ])
  }
}

extension LogSummary.Group {
  /// Where the record is, or was last.
  var path: String { file?.path ?? reference.path }

  /// What the record is called: its title, else its kind and name.
  var title: String {
    let isTitled = KindDescription.of(reference.kind).titleField != nil
    return (isTitled ? file?.title ?? reference.title : nil) ?? RecordFile.label(of: path)
  }

  /// The record's state in a few words; empty where there is nothing to say.
  var state: String {
    if let file { return RecordSummary(file).parts.joined(separator: " · ") }
    return events.contains { $0.changes.contains(.removed) } ? "no longer there" : ""
  }
}

/// Where records are, by their ids and paths.
private struct RecordPlaces {
  private let byPath: [String: RecordFile]
  /// Only ids that one record alone has.
  private let byID: [String: RecordFile]

  init(_ listing: RecordListing) {
    byPath = Dictionary(listing.files.map { ($0.path, $0) }) { first, _ in first }
    byID = Dictionary(grouping: listing.files.filter { $0.id != nil }) { $0.id ?? "" }
      .compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// The file of a record that may have been moved since; nil where another record has its place.
  func file(of record: RecordReference) -> RecordFile? {
    if let id = record.id, let file = byID[id] { return file }
    return byPath[record.path].flatMap { $0.id == nil || record.id == nil || $0.id == record.id ? $0 : nil }
  }
}

/// Events by the record they are about, through all its names.
private struct RecordGrouping {
  private(set) var groups: [[Event]] = []
  private var groupsByID: [String: Int] = [:]
  private var groupsByPath: [String: Int] = [:]
  /// The commit of the newest event, and where the paths led before it: two records may swap their names in one commit.
  private var commit: ObjectID?
  private var earlierPaths: [String: Int] = [:]

  mutating func append(_ event: Event) {
    if event.commit.id != commit {
      commit = event.commit.id
      earlierPaths = groupsByPath
    }
    let group = known(event) ?? groups.count
    if group == groups.count { groups.append([]) }
    groups[group].append(event)
    if let id = event.record.id { groupsByID[id] = group }
    groupsByPath[event.record.path] = group
  }

  private func known(_ event: Event) -> Int? {
    if let id = event.record.id, let group = groupsByID[id] { return group }
    var path = event.record.path
    for case .renamed(let from, _, _) in event.changes { path = from }
    guard !event.changes.contains(.created), let group = earlierPaths[path] else { return nil }
    // The path alone says it is the same record, unless both have ids that differ.
    if let id = event.record.id, let other = groups[group].last?.record.id, id != other { return nil }
    return group
  }
}
