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
    case .missingCommits(let commits):
      let first = commits.first.map { ", such as \($0.abbreviated)" } ?? ""
      return StyledText("note: ", .warning)
        + "the repository lacks \(commits.count) \(commits.count == 1 ? "commit" : "commits")\(first); what is before is not told; git fsck tells more"
    case .missingFolder(let folder, let commit):
      return StyledText("note: ", .warning)
        + "commit \(commit.abbreviated) lacks a folder (\(folder.abbreviated)); what it changed can't be told by itself; git fsck tells more"
    case .unreadable(let path, let commit, let problem):
      let line = problem.line.map { ":\($0)" } ?? ""
      return StyledText("note: ", .warning)
        + "\(path)\(line) can't be read in commit \(commit.abbreviated) (\(problem.code)); its changes are told where it can be read again"
    }
  }
}
