import History
import Records
import Space

/// What the names and paths on `log`'s command line select.
struct LogSelection {
  let selection: HistoryQuery.Selection
  /// The one record that is selected, as it is now; nil for a log of several, or of a record that is gone.
  let record: RecordFile?

  /// Selects a record that is gone, by the path that it had last.
  init(goneFrom path: String) { (selection, record) = (.record(path: path), nil) }

  /// One name of a record selects that record through all the names it had; folders and paths select by place. What
  /// looks like a path and is no record now is taken for one that is gone, where the history knows one there.
  ///
  /// - Throws: what ``RecordName/find(_:among:today:)`` throws for a name that is none of these.
  init(_ names: [String], in view: Viewpoint, _ history: History, session: Session) async throws {
    let paths = names.isEmpty ? [] : try view.paths()
    var places: [String] = []
    var records: [RecordFile] = []
    for name in names {
      let place = Self.place(name, in: view.space, session)
      if place.isEmpty || paths.contains(where: { $0.hasPrefix(place + "/") }) {
        places.append(place)
      } else if paths.contains(place), let file = try view.record(at: place) {
        records.append(file)
      } else {
        let listing = try view.listing()
        do throws(SpaceError) {
          let known = session.name(name, in: view.space)
          records.append(try RecordName.find(known, among: listing.files, today: view.today))
        } catch {
          // One that lost its first line is a record no more, and yet where its history leads.
          let broken = listing.textWithoutFields(name)
          guard case .noSuchRecord = error, broken != nil || place.contains("/") || place.hasSuffix(".md"),
            let earlier = try await Self.earlierPlace(broken ?? place, in: history)
          else { throw error }
          places.append(earlier)
        }
      }
    }
    switch (records.count, places.count) {
    case (0, 0): (selection, record) = (.everything, nil)
    case (1, 0): (selection, record) = (.record(path: records[0].path), records[0])
    case (0, 1) where places[0].hasSuffix(".md"): (selection, record) = (.record(path: places[0]), nil)
    default:
      let all = places + records.map(\.path)
      (selection, record) = (all.contains("") ? .everything : .paths(all), nil)
    }
  }

  /// The folder or the record that was once at a path, which may lack the record's ending; nil where nothing was.
  private static func earlierPlace(_ path: String, in history: History) async throws -> String? {
    for place in [path, path + ".md"] {
      let query = HistoryQuery(selection: .paths([place]), limit: 1, includesRoles: false)
      if try await !history.events(query).events.isEmpty { return place }
    }
    return nil
  }

  /// A typed path as a path of the repository, without a slash at its end.
  private static func place(_ typed: String, in space: Space, _ session: Session) -> String {
    let inRepository = space.workTree.flatMap {
      Paths.inRepository(typed, from: session.context.workingDirectory, root: $0.root)
    }
    let path = inRepository ?? typed
    return path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
