import Git
import History
import Records
import Space

extension Session {
  /// A record that was looked up before, as it is now.
  ///
  /// - Throws: `SpaceError.missingFile` where it is gone.
  func presentState(of path: String, in space: Space) throws -> RecordFile {
    guard let file = try space.records(where: { $0 == path }).files.first else {
      throw SpaceError.missingFile(path: path)
    }
    return file
  }

  /// A name as it was typed, or the path in the space that it leads to from the person's folder, as `../goals/paper.md` and absolute
  /// paths do.
  func name(_ typed: String, in space: Space) -> String {
    guard ["/", "./", "../"].contains(where: typed.hasPrefix), let root = space.workTree?.root else { return typed }
    return Paths.inRepository(typed, from: context.workingDirectory, root: root) ?? typed
  }

  /// A record's text.
  ///
  /// - Throws: ``CommandFailure`` with everything that is wrong with it where it can't be read.
  func readable(_ file: RecordFile) throws -> Document {
    switch file.content {
    case .readable(let document): return document
    case .unreadable(let problems):
      throw CommandFailure(
        .findings,
        "the record can't be read, so it was left as it is",
        path: file.path,
        help: "mend it in an editor, or see what rapport check --fix --dry-run would do",
        diagnostics: problems
      )
    }
  }

  /// Opens the space that the two share, to write in it if nothing else is said.
  ///
  /// - Parameter records: what is kept there, in the plural.
  /// - Throws: ``CommandFailure`` in a private space.
  func openSharedSpace(for records: String, _ use: SpaceUse) throws -> Space {
    let space = try openSpace(for: use)
    guard space.nature == .shared else {
      throw CommandFailure(
        .usage,
        "\(records) are in the space that the two of you share",
        help: "run the command there, or name its folder: rapport VERB -C FOLDER"
      )
    }
    return space
  }

  /// The record of a kind that a name stands for.
  ///
  /// - Throws: ``CommandFailure`` with the nearest name of that kind, or the command that shows all; `SpaceError.ambiguousRecord`.
  func find(_ name: String, of kind: RecordKind, in listing: RecordListing) throws -> RecordFile {
    do throws(SpaceError) {
      return try RecordName.find(name, among: listing.files(of: kind), today: today)
    } catch {
      guard case .noSuchRecord(_, let near) = error else { throw error }
      throw CommandFailure(
        .notFound,
        "no \(kind.rawValue) is called '\(name)'",
        help: near.first.map { "did you mean \($0)?" } ?? "see what there is: rapport list \(kind.rawValue)s"
      )
    }
  }

  /// The path of a record as the person can use it: the whole of it, where they are outside the space.
  func usablePath(of path: String, in space: Space) -> String {
    let root = space.workTree?.root ?? ""
    let isHere = Paths.inRepository(".", from: context.workingDirectory, root: root) != nil
    return isHere ? path : root + "/" + path
  }

  /// A day as a person types it: ISO, `today`, `+2w`, `fri`.
  func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(typed: text, today: today) else {
      throw CommandFailure(.usage, "'\(text)' is no day", help: "use 2026-05-03, today, -3d, +2w or fri")
    }
    return day
  }

  /// The events that a query selects; what history can't tell is said on standard error.
  ///
  /// - Parameter tip: The newest commit; nil for the one that is checked out.
  func events(_ query: HistoryQuery, in space: Space, tip: ObjectID? = nil) async throws -> HistoryResult {
    try await events(query, of: History(repository: space.repository, tip: tip))
  }

  /// The events of a history that is asked several things; what it can't tell is said on standard error.
  ///
  /// - Parameter isLog: Whether the events themselves are told. Otherwise a version that was written wrong is no matter: what it
  ///   changed is told with the next one.
  func events(_ query: HistoryQuery, of history: History, isLog: Bool = true) async throws -> HistoryResult {
    let result = try await history.events(query)
    let told = result.notices.filter { notice in
      guard case .unreadable(_, _, let problem) = notice, !isLog else { return true }
      return problem.code == "missing-object"
    }
    warn(told.map(NoticeText.line))
    return result
  }
}

extension RecordFile {
  /// A name that leads to the record from any folder: for a private one with the folder that says so.
  var usableName: String { KindDescription.of(kind).isPrivate ? "\(path.prefix { $0 != "/" })/\(stem)" : stem }
}
