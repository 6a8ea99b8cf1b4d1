import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The user's own `git`, asked to speak with a remote.
///
/// Everything of the user's counts there: ssh's configuration and agents, credential helpers, proxies, rewritten URLs, the pre-push hook. What would start other
/// programs, follow options in a name, or change references that nobody asked for does not.
package struct RemoteCommand: Sendable {
  /// Whether somebody can be asked for a password.
  package enum Manner: Sendable {
    /// A person sits at the terminal, where git may ask. Progress is told line by line, safe to show.
    ///
    /// What the person typed is remembered in the memory of a process of git's own that listens at a socket, so that one password is asked for once and not for
    /// each time that git speaks with the remote; see ``RemoteCommand/forgetPasswords()``. The socket's folder must not be there yet, or be closed to others.
    case attended(passwordSocket: String, progress: @Sendable (String) -> Void)

    /// Nobody is there: git asks nothing, and is ended when nothing is heard of it for so long.
    case unattended(idleSeconds: Int)
  }

  /// How a remote answered a push.
  package enum PushAnswer: Sendable, Hashable {
    /// The remote said that its branch is there now, or was there already.
    case accepted

    /// The remote said that it did not move its branch; why in its own words, safe to show.
    case rejected(lines: [String])
  }

  /// The branches of a remote.
  package struct Branches: Sendable, Hashable {
    /// Where the branches are, by their names without `refs/heads/`.
    package var tips: [String: ObjectID] = [:]

    /// The branch that a clone begins with; nil where the remote doesn't say.
    package var initial: String?
  }

  private let directory: String
  private let environment: [String: String]
  private let manner: Manner

  /// - Parameters:
  ///   - directory: Where git runs: the work tree or the git directory.
  ///   - environment: The variables of the user.
  package init(in directory: String, environment: [String: String], manner: Manner) {
    self.directory = directory
    self.environment = environment
    self.manner = manner
  }

  /// Brings the commits of one branch here.
  ///
  /// - Parameters:
  ///   - branch: The branch's name on the remote, without `refs/heads/`.
  ///   - remote: The remote's name in the configuration, or its address.
  ///   - reference: The full name of the reference that gets the branch's tip, wherever it was; no other is touched.
  /// - Throws: `RemoteFailure`; `.noBranch` if the remote has no such branch.
  package func fetch(_ branch: String, of remote: String, into reference: String) async throws(RemoteFailure) {
    let settings = ["core.hooksPath=/dev/null", "fetch.showForcedUpdates=false", "advice.fetchShowForcedUpdates=false"]
    let outcome = try await run(
      settings.flatMap { ["-c", $0] } + [
        "fetch", "--progress", "--no-tags", "--no-prune", "--no-recurse-submodules", "--no-write-fetch-head",
        "--no-auto-maintenance", "--no-write-commit-graph", "--refmap=", "--", remote,
        "+refs/heads/\(branch):\(reference)",
      ]
    )
    guard outcome.exitCode == 0 else { throw outcome.failure }
  }

  /// Sends a commit and makes it the tip of one branch, if the branch's tip comes before it.
  ///
  /// - Parameters:
  ///   - branch: The branch's name on the remote, without `refs/heads/`.
  ///   - remote: The remote's name in the configuration, or its address.
  ///   - places: To how many addresses git sends what goes there.
  /// - Throws: `RemoteFailure` if one of them didn't get so far as to answer.
  package func push(
    _ commit: ObjectID,
    to branch: String,
    of remote: String,
    places: Int = 1
  ) async throws(RemoteFailure) -> PushAnswer {
    let reference = "refs/heads/" + branch
    let outcome = try await run(
      [
        "push", "--progress", "--porcelain", "--no-follow-tags", "--recurse-submodules=no", "--no-force", "--",
        remote, "\(commit.hex):\(reference)",
      ]
    )
    // The exit code says nothing of one reference, and libgit2 has taught us not to trust it.
    var accepted = 0
    for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3, fields[1].hasSuffix(":" + reference) else { continue }
      if [" ", "*", "="].contains(fields[0]) {
        accepted += 1
        continue
      }
      let reason = GitCommand.shown(String(fields[2])).redactingURLSecrets()
      return .rejected(lines: outcome.messages.lines.filter(Self.isFromRemote) + [reason])
    }
    if accepted > 0, accepted >= places { return .accepted }
    throw outcome.exitCode == 0 ? RemoteFailure(.other, lines: outcome.messages.lines) : outcome.failure
  }

  /// Lists the branches of a remote.
  ///
  /// - Throws: `RemoteFailure`.
  package func branches(of remote: String) async throws(RemoteFailure) -> Branches {
    let outcome = try await run(["ls-remote", "--symref", "--", remote, "HEAD", "refs/heads/*"])
    guard outcome.exitCode == 0 else { throw outcome.failure }
    return Self.branches(in: outcome.output)
  }

  /// The addresses to which a remote's name leads git, as the configuration rewrites them.
  ///
  /// - Returns: Where git fetches from and where it sends to, each in git's order.
  /// - Throws: `RemoteFailure`.
  package func addresses(of remote: String) async throws(RemoteFailure) -> (fetched: [String], sent: [String]) {
    func told(_ options: [String]) async throws(RemoteFailure) -> [String] {
      let outcome = try await run(["remote", "get-url", "--all"] + options + ["--", remote])
      guard outcome.exitCode == 0 else { throw outcome.failure }
      return String(decoding: outcome.output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    return (try await told([]), try await told(["--push"]))
  }

  /// Tells whether a stranger can read a remote: somebody without this person's passwords, keys and configuration.
  ///
  /// - Parameters:
  ///   - text: Where the stranger looks, as `RemoteAddress.publicText` says.
  ///   - settings: The settings of the network that a stranger would have here, too, such as `http.proxy`.
  package func isPublic(_ text: String, settings: [String: String]) async -> Bool {
    let kept = environment.filter { name, _ in
      ["PATH", "LANG", "TMPDIR", "http_proxy", "https_proxy", "all_proxy", "no_proxy"].contains(name.lowercased())
        || name == "PATH" || name == "TMPDIR" || name.hasPrefix("SSL_CERT") || name.hasPrefix("GIT_SSL_CA")
    }
    let stranger = RemoteCommand(in: "/", environment: kept, manner: .unattended(idleSeconds: 10))
    let variables = [
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "HOME": "/nonexistent",
      "GIT_ALLOW_PROTOCOL": "http:https:git",
    ]
    let options = settings.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
    let outcome = try? await stranger.run(options + ["ls-remote", "--", text, "HEAD"], adding: variables)
    return outcome?.exitCode == 0
  }

  /// Ends the process that remembers what the person typed, if there is one.
  package func forgetPasswords() async {
    guard case .attended(let socket, _) = manner else { return }
    let git = GitCommand(in: directory, environment: environment)
    _ = try? await git.run(["credential-cache", "--socket=\(socket)", "exit"])
  }

  private static func branches(in output: [UInt8]) -> Branches {
    var branches = Branches()
    let prefix = "refs/heads/"
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: "\t")
      guard fields.count == 2 else { continue }
      if fields[1] == "HEAD", fields[0].hasPrefix("ref: " + prefix) {
        branches.initial = String(fields[0].dropFirst(5 + prefix.count))
      } else if fields[1].hasPrefix(prefix), let tip = ObjectID(hex: fields[0]) {
        branches.tips[String(fields[1].dropFirst(prefix.count))] = tip
      }
    }
    return branches
  }

  private static func isFromRemote(_ line: String) -> Bool { line.hasPrefix("remote: ") }

  private func run(
    _ arguments: [String],
    adding variables: [String: String] = [:]
  ) async throws(RemoteFailure) -> RemoteOutcome {
    let conversation = RemoteConversation(manner: manner)
    let git = GitCommand(in: directory, environment: environment)
    return try await git.run(
      conversation.options + arguments,
      adding: conversation.variables(environment).merging(variables) { $1 },
      conversation
    )
  }
}
