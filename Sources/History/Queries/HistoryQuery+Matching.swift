import Git
import Records

extension HistoryQuery {
  /// Whether one record is followed, for which few commits have to be compared.
  var isOfOneRecord: Bool {
    if case .record = selection { true } else { false }
  }

  /// The first commit of those at the end of a graph that probably say all that is asked for; `nil` if these are many.
  func beginning(in graph: CommitGraph) -> Int? {
    if isOfOneRecord { return nil }
    let count = graph.nodes.count
    let begin: Int
    if let since = period.since {
      begin = graph.nodes.firstIndex { $0.time >= since } ?? count
    } else if let limit, period.until == nil {
      // How many events a commit has nobody knows; most have one.
      begin = count - max(64, 4 * min(limit, count))
    } else {
      return nil
    }
    return begin > 0 && (count - begin) * 4 <= count ? begin : nil
  }

  /// Says whether an event is about a record that is wanted; where a single record is followed, its path is asked for elsewhere.
  func selects(_ event: RecordEvent) -> Bool {
    guard case .paths(let paths) = selection else { return true }
    var places = [event.record.path]
    for case .renamed(let from, _, _) in event.changes { places.append(from) }
    return places.contains { place in
      paths.contains { place == $0 || (place.hasPrefix($0) && place.utf8.dropFirst($0.utf8.count).first == slash) }
    }
  }

  /// Says whether an author is wanted.
  func accepts(_ author: Author) -> Bool {
    guard let wanted = self.author?.lowercased() else { return true }
    return [author.person.name, author.person.email, author.role?.rawValue ?? ""].contains {
      $0.lowercased().contains(wanted)
    }
  }

  /// Reduces an event to the changes that are wanted; `nil` if none is.
  func reduced(_ event: RecordEvent) -> RecordEvent? {
    if let kind, event.record.kind != kind { return nil }
    guard let field else { return event }
    var event = event
    event.changes.removeAll { !Self.concerns($0, field: field) }
    return event.changes.isEmpty ? nil : event
  }

  private static func concerns(_ change: Change, field: String) -> Bool {
    switch change {
    case .disputed(let name, _), .settled(let name, _):
      // A question about a word of a task is called by the task and the word.
      return isPart(name, of: field) || name.hasSuffix(": " + field)
    case .field(let path, _, _):
      return isPart(path, of: field)
    case .task(_, let section, _, _):
      return field == "tasks" || names(section, field)
    case .taskWord(_, let section, let name, _, _):
      return field == "tasks" || field == name || names(section, field)
    case .line(let section, _, _, _), .section(let section, _, _):
      return names(section, field)
    case .created, .removed, .restored, .renamed, .unreadable, .readable:
      return false
    }
  }

  private static func isPart(_ path: String, of field: String) -> Bool {
    guard path.hasPrefix(field) else { return false }
    let next = path.utf8.dropFirst(field.utf8.count).first
    return next == nil || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
  }

  private static func names(_ section: String?, _ field: String) -> Bool {
    section?.lowercased() == field.lowercased()
  }
}

private let slash = UInt8(ascii: "/")
