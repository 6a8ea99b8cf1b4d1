import Git
package import History
import Records

extension RecordInterests {
  /// What has to be told of a history: the events with no more changes than these interests ask for.
  ///
  /// - Parameter events: All events, or as many as were told, oldest first.
  package func asked(of events: [Event]) -> [Event] {
    var last: [String: Int] = [:]
    for (index, event) in events.enumerated() { last[event.record.path] = index }
    return events.enumerated().compactMap { index, event in
      let path = event.record.path
      guard let interest = byPath[path],
        !interest.contains(.latest) || event.commit.committed.secondsSince1970 < latestSince
      else { return event }
      var event = event
      event.record = RecordReference(path: path, id: nil, kind: event.record.kind, title: nil)
      event.changes.removeAll { !interest.asks(for: $0) }
      let isLast = interest.contains(.lastChange) && last[path] == index
      return event.changes.isEmpty && !isLast ? nil : event
    }
  }
}

extension RecordInterest {
  fileprivate func asks(for change: Change) -> Bool {
    switch change {
    case .restored, .removed, .renamed: true
    case .created: contains(.beginning)
    case .field: contains(.fields)
    default: false
    }
  }
}
