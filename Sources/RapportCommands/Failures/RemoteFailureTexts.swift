import Git

extension CommandFailure {
  /// What it means that git couldn't do its part with a remote.
  ///
  /// - Parameter isPush: whether it was about to send.
  init(_ failure: RemoteFailure, isPush: Bool) {
    let safe = isPush ? "; what you wrote is committed here, and the next rapport sync sends it" : ""
    let (exit, summary, help) = Self.text(of: failure.reason, isPush: isPush)
    guard failure.reason == .foreignOwner, let folder = Self.distrustedFolder(in: failure.lines) else {
      self.init(exit, summary + safe, help: help, details: Self.shown(failure.lines))
      return
    }
    self.init(exit, summary + safe, path: folder, help: help.replacing("FOLDER", with: folder))
  }

  /// The folder that git doesn't trust, from the line in which it says how to make it.
  private static func distrustedFolder(in lines: [String]) -> String? {
    let setting = "safe.directory "
    return lines.lazy.compactMap { line in line.firstRange(of: setting).map { String(line[$0.upperBound...]) } }.first
  }

  /// The last things that were said: enough to see what it is, not a screen full.
  private static func shown(_ lines: [String]) -> [String] { Array(lines.suffix(6)) }

  private static func text(of reason: RemoteFailure.Reason, isPush: Bool) -> (RapportExit, String, String) {
    switch reason {
    case .noGit: (.network, "there is no git on this computer to speak with the remote", "install git, then try again")
    case .unreachable:
      (
        .network, "the remote can't be reached",
        "are you online, and is the address right? Here everything works without: rapport sync later"
      )
    case .silent(let seconds):
      (
        .network, "the remote said nothing for \(seconds) seconds",
        "try again later; on a terminal rapport waits longer"
      )
    case .noRepository:
      (
        .network, "there is no such repository at the remote, or it is hidden from you",
        "look at the address (git remote -v shows that of a space), or ask its owner to let you in"
      )
    case .credentialsNeeded:
      (
        .network, "the remote wants a password, and there is nobody to ask",
        "run it on a terminal, or set up a credential helper: git help credentials"
      )
    case .credentialsRefused:
      (
        .network, "the remote refused your password or key",
        "for https use a token as the password; for ssh add your public key on the host's web page"
      )
    case .passwordsNotTaken:
      (
        .network, "this host takes no account passwords any more, only tokens and keys",
        "make a token on its web page (GitHub: Settings, Developer settings) and give it as the password; or share by ssh"
      )
    case .hostKey:
      (
        .network, "ssh doesn't know the host, or the host isn't the one it knew",
        "compare its fingerprint with the one its owner publishes, then connect once by hand: ssh HOST"
      )
    case .certificate:
      (
        .network, "the remote's certificate isn't one that this computer trusts",
        "for a server of your own: git config --global http.sslCAInfo FILE"
      )
    case .foreignOwner:
      (
        .refused, "this folder belongs to another user of this computer",
        "if you trust it: git config --global --add safe.directory FOLDER"
      )
    case .readOnly:
      isPush
        ? (.refused, "you may read from the remote, but not send to it", "ask its owner to let you write there")
        : (.network, "the remote doesn't let you in", "ask its owner to let you read there")
    case .noBranch: (.refused, "the remote has no such branch", "look what it has: git ls-remote")
    case .forbiddenTransport:
      (
        .refused, "git would reach the remote by a transport that rapport doesn't use",
        "look at what rewrites the address: git config --get-regexp 'url|vcs'"
      )
    case .locked: (.refused, "another git is fetching here", "try again in a moment")
    case .other:
      (.network, "git couldn't \(isPush ? "send to" : "fetch from") the remote", "what git said stands above this line")
    }
  }
}
