import Git
import History
import Reports

/// What a reader of a history should know besides its events, in words.
enum NoticeText {
  static func line(for notice: HistoryNotice) -> StyledText {
    switch notice {
    case .shallow(let commits):
      let cut = commits.first.map { " at \($0.abbreviated)" } ?? ""
      return StyledText("note: ", .warning)
        + "this is a shallow clone: history is cut\(cut); git fetch --unshallow brings the rest"
    case .unreadable(let path, let commit, let problem):
      let line = problem.line.map { ":\($0)" } ?? ""
      return StyledText("note: ", .warning)
        + "\(path)\(line) can't be read in commit \(commit.abbreviated) (\(problem.code)); its changes are told where it can be read again"
    }
  }
}
