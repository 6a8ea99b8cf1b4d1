import Git
import Records
import Reports
import Space
import Sync

extension CommandFailure {
  /// What a failure of a sync means for the person.
  init(_ error: SyncError, now: Int64) {
    switch error {
    case .git(let error): self.init(error)
    case .space(let error): self.init(error, now: now)
    case .remote(let failure, let isPush): self.init(failure, isPush: isPush)
    case .address(let remote, let problem): self.init(problem, of: remote)
    case .refused(let tree):
      self.init(
        .refused,
        "the remote holds what can't be taken in: \(tree.problem.inWords); nothing was changed",
        path: tree.path.isEmpty ? nil : tree.path,
        help: "tell the other person: it came with commit \(tree.commit.abbreviated)"
      )
    case .unsendable(let tree, let before): self.init(tree, before: before)
    case .privateFiles(let files): self.init(files)
    default: self.init(betweenReplicas: error)
    }
  }

  private init(betweenReplicas error: SyncError) {
    switch error {
    case .pushRefused(let lines):
      self.init(
        .refused,
        "the remote refused what was sent, by a rule of its own; it is safe here",
        help: "do what the remote says, then: rapport sync",
        details: lines
      )
    case .contended(let tries):
      self.init(
        .refused,
        "others kept sending at the same time, \(tries) times in a row; nothing is lost",
        help: "try again in a moment: rapport sync"
      )
    case .rewritten(let history): self.init(history)
    case .branchGone(let branch, let remote, let others) where !others.isEmpty:
      let other = others.first { ["main", "master"].contains($0) } ?? others[0]
      self.init(
        .refused,
        "the remote no longer has the branch '\(branch)', but \(others.count == 1 ? "'\(other)'" : "\(others.count) others"); here everything is as it was",
        help:
          "if it was renamed there: git branch -m \(shell: branch) \(shell: other); git fetch \(shell: remote); "
          + "git branch -u \(shell: "\(remote)/\(other)")",
        details: (others.count == 1 ? [] : Self.candidates(others)) + [
          "if it was deleted there, and that wasn't meant: rapport sync --accept-rewritten sends it again"
        ]
      )
    case .branchGone(let branch, _, _):
      self.init(
        .refused,
        "the remote no longer has the branch '\(branch)'; here everything is as it was",
        help: "ask the other person whether it was meant; to send it again: rapport sync --accept-rewritten"
      )
    case .otherBranches(let names, _, let branch, let own) where own != branch:
      let other = ([own, "main", "master"] + names).first(where: names.contains) ?? own
      self.init(
        .refused,
        "git's settings say that '\(own)' belongs to the remote's '\(branch)', and the remote has no such branch",
        help: "if it belongs to '\(other)': git config \(shell: "branch.\(own).merge") \(shell: "refs/heads/\(other)")",
        details: ["the remote has: \(Self.candidates(names).joined(separator: ", "))"]
      )
    case .otherBranches(let names, let here, let branch, _):
      let likely = here.isEmpty ? names : here
      let other = likely.first { ["main", "master"].contains($0) } ?? likely.first ?? "main"
      self.init(
        .refused,
        "the remote has no branch '\(branch)', but \(names.count == 1 ? "'\(names[0])'" : "\(names.count) others")",
        help: here.isEmpty
          ? "if it is the same space, call yours so, too: git branch -m \(shell: branch) \(shell: other)"
          : "you have '\(other)' here, too: git switch \(shell: other); git merge \(shell: branch) takes along "
            + "what you did on '\(branch)'",
        details: names.count == 1 ? [] : Self.candidates(names)
      )
    case .unrelated:
      self.init(
        .refused,
        "this space and the one at the remote have nothing in common",
        help: "get the other one beside this: rapport clone URL FOLDER; or share this one elsewhere"
      )
    case .nothingToShare:
      self.init(.refused, "nothing was committed here yet", help: "write something down first: rapport new goal \"…\"")
    case .publicRemote(let address):
      self.init(
        .refused,
        "anyone on the internet can read \(address), so nothing was sent",
        help: "make the repository private on its web page; or, if that is meant, add --public"
      )
    case .removesMany(let removed, let count, let choices):
      self.init(
        .refused,
        "what comes in removes \(removed) of \(count) records; nothing was changed",
        help: "ask the other person whether it was meant; if so: rapport sync\(choices.options) --accept-removal"
      )
    case .shallow:
      self.init(
        .refused,
        "only the last part of the history is here, which can't be merged",
        help: "git fetch --unshallow"
      )
    default: self.init(.internalError, "an error without a text")
    }
  }

  /// A new history at the remote, and what would be given up for it.
  private init(_ history: RewrittenHistory) {
    let (lost, unsent) = (history.lost, history.unsent)
    let commits = lost == 1 ? "one commit that was" : "\(lost) commits that were"
    let leftOut = LeftOutText.lines(for: history.leftOut)
    self.init(
      .refused,
      "the remote's history was rewritten: \(commits) there before \(lost == 1 ? "is" : "are") gone",
      help: unsent == 0
        ? "ask the other person whether it was meant; if so: rapport sync\(history.choices.options) --accept-rewritten"
        : "ask the other person whether it was meant; \(unsent == 1 ? "one of your commits isn't" : "\(unsent) of your commits aren't") there, so clone the new history beside this and bring them over by hand",
      details: [
        "it was at \(history.seen.abbreviated) and is at \(history.tip.abbreviated); here everything is as it was"
      ] + (leftOut.isEmpty ? [] : ["in the new history this isn't as it is here:"] + leftOut.map { "  " + $0 })
    )
  }

  /// Edits that aren't saved, where other versions of the same files come in.
  init(unsaved paths: [String]) {
    self.init(
      .refused,
      "the incoming changes touch \(paths.count == 1 ? "a file" : "\(paths.count) files") with unsaved edits of yours, so nothing was changed",
      help:
        "rapport save, then rapport sync; what save leaves out is to be mended first (rapport check says how), what git doesn't know moved out of the way",
      details: Self.candidates(paths)
    )
  }

  /// What the other side wouldn't take in, and how it leaves the commits that were not sent yet.
  private init(_ tree: RefusedTree, before: ObjectID?) {
    let remedy = if case .name = tree.problem { "rename it" } else { "move it out of the space" }
    self.init(
      .refused,
      "\(tree.problem.inWords), which the other person's rapport won't take, so nothing was sent",
      path: tree.path.isEmpty ? nil : tree.path,
      help: before.map { "\(remedy), then: git reset \($0.abbreviated); rapport save; and send again" }
        ?? "take it out of commit \(tree.commit.abbreviated) and those after it",
      details: before == nil ? [] : [Self.whatResetDoes]
    )
  }

  /// What is for its owner alone and was committed all the same, and how it leaves the history again.
  private init(_ files: PrivateFiles) {
    let (count, commit) = (files.paths.count, files.commit.abbreviated)
    self.init(
      .refused,
      count == 1
        ? "commit \(commit) would send this file, which is for its owner alone, so nothing was sent"
        : "\(count) files for their owner alone would be sent, the first with commit \(commit), so nothing was sent",
      path: count == 1 ? files.paths[0] : nil,
      help: files.before.map { before in
        let pronoun = count == 1 ? "it" : "them"
        return
          "move \(pronoun) to your private space, then: git reset \(before.abbreviated); rapport save; and send again"
      } ?? "\"Taking back what should not have been written\" in rapport's own README says how it leaves all commits",
      details: (count == 1 ? [] : Self.candidates(files.paths))
        + (files.before == nil ? [] : [Self.whatResetDoes])
    )
  }

  private static let whatResetDoes = "git reset leaves the files as they are and takes back the commits since"

  /// What an address that is refused means for the person.
  init(_ problem: RemoteAddressProblem, of remote: String? = nil) {
    let place = remote.map { "the address of the remote '\($0)'" } ?? "this address"
    self.init(
      .usage,
      "\(place) \(problem.inWords)",
      help: "addresses look like git@github.com:ana/mentoring.git, https://host/path or /a/folder"
    )
  }

  /// Why what is for one person alone isn't shared.
  static let privateSpace = CommandFailure(
    .refused,
    "this is your private space, which nobody else is to read",
    help:
      "a copy for yourself is made by git, in a place that is yours alone: git clone --bare . /media/you/stick/notes.git"
  )

  /// What it means that no remote can be chosen.
  init(_ problem: RemoteProblem) {
    switch problem {
    case .none:
      self.init(
        .refused,
        "this space isn't shared yet",
        help: "rapport share URL, or rapport share FOLDER",
        details: [
          "through a git host: make an empty private repository there, then rapport share git@github.com:you/mentoring.git",
          "through a server of your own: rapport share you@server.example.org:mentoring.git",
          "by a USB stick: rapport share /media/you/stick",
          "in a folder that both of you can reach: rapport share /srv/shared/mentoring",
        ]
      )
    case .unknown(let name, let known):
      self.init(
        .notFound,
        "there is no remote '\(name)'",
        help: known.isEmpty ? "rapport share URL makes one" : "known are: \(known.joined(separator: ", "))"
      )
    case .several(let names):
      self.init(
        .usage,
        "there are \(names.count) remotes",
        help: "say which: rapport sync --remote \(shell: names[0])",
        details: Self.candidates(names)
      )
    case .address(let name, let problem): self.init(problem, of: name)
    case .detachedHead: self.init(SpaceError.detachedHead, now: 0)
    case .git(let error): self.init(error)
    }
  }
}

extension Synchronizer.Choices {
  /// The options that say what was decided, each with a blank before it, so that a message keeps what was given.
  fileprivate var options: String {
    (acceptsRewritten ? " --accept-rewritten" : "") + (allowsRemoval ? " --accept-removal" : "")
      + (allowsPublic ? " --public" : "")
  }
}

extension RemoteAddressProblem {
  /// The problem as the end of a sentence about the address.
  fileprivate var inWords: String {
    switch self {
    case .empty: "is empty"
    case .controlCharacter: "holds a character that can't be seen"
    case .leadingDash: "begins with '-', which programs take for an option"
    case .transport(let name): "uses '\(name)', which rapport doesn't: some of these start programs"
    case .user: "has a user that is no name"
    case .host: "has no host, or one that is no name"
    case .path: "has no path, or one that begins with '-' or means something to a shell"
    case .password: "seems to hold a password with '/'; leave the password out, git asks for it"
    }
  }
}

extension RefusedTree.Problem {
  /// The problem in words, for the middle of a sentence.
  fileprivate var inWords: String {
    switch self {
    case .damaged: "a folder that is no folder"
    case .name(let problem): problem.inWords
    case .duplicate: "two files of one name"
    case .order: "a folder whose entries aren't in git's order"
    case .symbolicLink: "a symbolic link"
    case .submodule: "another repository"
    case .mode(let mode): "a file of mode \(mode)"
    case .wrongObject: "a file without a content"
    case .fileTooLarge(let bytes): "a file of \(bytes) bytes, when \(WorkTree.fileLimit) are the most"
    case .tooDeep: "folders in each other, \(IncomingCheck.deepest) deep"
    case .tooLarge: "more files than any space has"
    }
  }
}
