import ArgumentParser
import History
import Records
import Space

/// What the shell offers for a half-typed argument.
enum CompletionContext {
  /// The context of the run that a shell started to complete an argument; set while arguments are parsed.
  @TaskLocal static var current: Context?

  /// Names of the records here.
  static let records = CompletionKind.custom { _, _, _ in
    files.map(\.stem)
  }

  /// Names of the records here, their fields, and the values that a field may have.
  static let assignments = CompletionKind.custom { _, _, word in
    if let equals = word.firstIndex(of: "=") {
      let field = String(word[..<equals])
      return choices(of: field).map { "\(field)=\($0)" }
    }
    let fields = Set(RecordKind.allCases.flatMap { KindDescription.of($0).fields.map(\.name) })
    return files.map(\.stem) + fields.sorted().map { $0 + "=" }
  }

  /// The kinds of records.
  static let kinds = CompletionKind.list(RecordKind.allCases.map(\.rawValue))

  /// The kinds' folders.
  static let folders = CompletionKind.list(
    RecordKind.allCases.compactMap { kind in
      if case .folder(let folder) = KindDescription.of(kind).place { folder } else { nil }
    }
  )

  /// The words for days that need no calendar.
  static let days = CompletionKind.list([Viewpoint.lastMeetingWord, "today", "yesterday"])

  /// The two parts in a relationship.
  static let roles = CompletionKind.list(Role.allCases.map(\.rawValue))

  /// The words of open tasks.
  static let tasks = CompletionKind.custom { _, _, _ in
    files.flatMap { $0.document?.body.tasks ?? [] }.filter { $0.state == .open }.map(\.text)
  }

  private static var files: [RecordFile] {
    guard let current,
      let space = try? Space.open(
        from: current.workingDirectory,
        ceilings: [],
        searchPaths: current.configurationSearchPaths
      )
    else { return [] }
    return (try? space.records().files) ?? []
  }

  private static func choices(of field: String) -> [String] {
    var choices: [String] = []
    for kind in RecordKind.allCases {
      guard case .choice(let values)? = KindDescription.of(kind).field(named: field)?.type else { continue }
      choices += values.filter { !choices.contains($0) }
    }
    return choices
  }
}
