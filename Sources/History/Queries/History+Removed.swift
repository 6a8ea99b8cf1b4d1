extension History {
  /// Finds records that were removed by what they were called: the file's name, the id or the title.
  ///
  /// - Returns: The paths that they had last, in byte order; of records that came back, too, if they had it when they were removed.
  /// - Throws: `HistoryError.git`.
  package func removedRecords(named name: String) async throws(HistoryError) -> [String] {
    let folded = name.lowercased()
    let removed = try await events(HistoryQuery(includesRoles: false)).events.filter { event in
      guard event.changes.contains(.removed) else { return false }
      let file = event.record.path.split(separator: "/").last.map { $0.lowercased() }
      return file == folded || file == folded + ".md" || event.record.id == name
        || event.record.title?.lowercased() == folded
    }
    return Set(removed.map(\.record.path)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
