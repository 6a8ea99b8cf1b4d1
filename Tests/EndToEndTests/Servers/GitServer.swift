import Foundation
import TestSupport
import Testing

/// A program that serves bare repositories on this machine alone, for as long as this value lives.
protocol GitServer: AnyObject {
  /// The folder of the repositories.
  var root: String { get }

  /// The address of a repository, by its name.
  func address(of repository: String) -> String

  /// Variables with which a person reaches the server.
  var environment: [String: String] { get }

  /// Lines of the person's `.gitconfig` with which they reach the server.
  var configuration: String { get }
}

extension GitServer {
  var environment: [String: String] { [:] }
  var configuration: String { "" }

  /// Makes an empty bare repository that keeps a log of its branches.
  func createRepository(_ name: String) throws {
    let path = root + "/" + name
    let git = RealGit(in: root)
    try git("init", "--quiet", "--bare", "--initial-branch=main", path)
    try RealGit(in: path)("config", "core.logAllRefUpdates", "always")
  }
}

/// The kinds of servers that the tests speak with.
enum ServerKind: String, CaseIterable, CustomTestStringConvertible {
  case folder
  case gitDaemon = "git daemon"
  case ssh = "OpenSSH"
  case https = "nginx and git http-backend over TLS"

  var testDescription: String { rawValue }

  /// Starts one; nil, with a line that says why, where its programs aren't installed.
  func start() throws -> (any GitServer)? {
    guard let missing = missingProgram else {
      switch self {
      case .folder: return try FolderServer()
      case .gitDaemon: return try GitDaemon()
      case .ssh: return try SSHServer()
      case .https: return try WebServer()
      }
    }
    report("\(rawValue): skipped, since \(missing) isn't installed; scripts/test installs it")
    return nil
  }

  private var missingProgram: String? {
    let programs: [String] =
      switch self {
      case .folder, .gitDaemon: []
      case .ssh: [SSHServer.program, "/usr/bin/ssh-keygen"]
      case .https: [WebServer.program, WebServer.gateway, WebServer.openssl]
      }
    return programs.first { !FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// A folder, which needs no program.
final class FolderServer: GitServer {
  private let directory: TemporaryDirectory
  var root: String { directory.path }

  init() throws { directory = try TemporaryDirectory() }

  func address(of repository: String) -> String { root + "/" + repository }
}

/// `git daemon`, which anyone may write to, or nobody.
final class GitDaemon: GitServer {
  private let directory: TemporaryDirectory
  private let process: ChildProcess
  let port: Int
  var root: String { directory.path }

  init(mayPush: Bool = true) throws {
    directory = try TemporaryDirectory()
    port = try LoopbackPort.free()
    let push = mayPush ? "--enable=receive-pack" : "--disable=receive-pack"
    process = try ChildProcess(
      [
        "/usr/bin/env", "git", "daemon", "--listen=127.0.0.1", "--port=\(port)", "--reuseaddr", "--export-all", push,
        "--base-path=\(directory.path)", directory.path,
      ],
      in: directory.path,
      environment: RealGit.environment(home: directory.path)
    )
    try LoopbackPort.wait(for: port)
  }

  deinit { process.killGroup() }

  func address(of repository: String) -> String { "git://127.0.0.1:\(port)/\(repository)" }
}

/// OpenSSH with a key of its own, an alias in the person's configuration, and no passwords.
final class SSHServer: GitServer {
  static let program = "/usr/sbin/sshd"

  private let directory: TemporaryDirectory
  private let process: ChildProcess
  var root: String { directory.path("repositories") }

  init() throws {
    directory = try TemporaryDirectory()
    let port = try LoopbackPort.free()
    try FileManager.default.createDirectory(atPath: directory.path("repositories"), withIntermediateDirectories: true)
    // The server insists on this folder, which a package makes when it starts the service.
    try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    for key in ["host", "person", "stranger"] {
      let made = try ChildProcess(
        ["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory.path(key)],
        in: directory.path,
        environment: [:]
      ).wait()
      try #require(made.status == 0, "\(made)")
    }
    let hostKey = String(decoding: try readFile(at: directory.path("host.pub")), as: UTF8.self)
    try directory.write("known", "[127.0.0.1]:\(port) \(hostKey)")
    try directory.write("allowed", String(decoding: try readFile(at: directory.path("person.pub")), as: UTF8.self))
    try directory.write(
      "sshd_config",
      """
      ListenAddress 127.0.0.1
      Port \(port)
      HostKey \(directory.path("host"))
      AuthorizedKeysFile \(directory.path("allowed"))
      PidFile \(directory.path("pid"))
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin yes
      MaxStartups 100

      """
    )
    for (name, key, known) in [
      ("config", "person", "known"), ("config-stranger", "stranger", "known"), ("config-new", "person", "known-none"),
    ] {
      try directory.write(
        name,
        """
        Host hub
          HostName 127.0.0.1
          Port \(port)
          IdentityFile \(directory.path(key))
          IdentitiesOnly yes
          UserKnownHostsFile \(directory.path(known))
          GlobalKnownHostsFile /dev/null

        """
      )
    }
    process = try ChildProcess(
      [Self.program, "-D", "-e", "-f", directory.path("sshd_config")],
      in: directory.path,
      environment: ["PATH": "/usr/bin:/bin"]
    )
    try LoopbackPort.wait(for: port)
  }

  deinit { process.killGroup() }

  func address(of repository: String) -> String { "hub:\(root)/\(repository)" }

  /// ssh finds the person's home in the user database, not in the environment, so its configuration is named.
  var environment: [String: String] { ["GIT_SSH_COMMAND": command(configuration: "config")] }

  /// How somebody else's ssh is started: of the configurations `config`, `config-stranger` and `config-new`.
  func command(configuration: String) -> String { "ssh -F '\(directory.path(configuration))'" }
}

/// nginx with `git http-backend`, a certificate of an authority of its own, and a password.
final class WebServer: GitServer {
  static let program = "/usr/sbin/nginx"
  static let gateway = "/usr/sbin/fcgiwrap"
  static let openssl = "/usr/bin/openssl"

  private let directory: TemporaryDirectory
  private let processes: [ChildProcess]
  let port: Int
  var root: String { directory.path("repositories") }
  /// The certificate of the authority.
  var authority: String { directory.path("authority.pem") }

  /// Where the credential helper notes that it was asked.
  var askedFile: String { directory.path("asked") }

  init() throws {
    directory = try TemporaryDirectory()
    port = try LoopbackPort.free()
    for folder in ["repositories", "temporary"] {
      try FileManager.default.createDirectory(atPath: directory.path(folder), withIntermediateDirectories: true)
    }
    try Self.makeCertificates(in: directory)
    try directory.write("nginx.conf", Self.configuration(directory, port: port))
    let execPath = try RealGit(in: directory.path)("--exec-path").trimmingCharacters(in: .newlines)
    let gateway = try ChildProcess(
      [Self.gateway, "-c", "4", "-s", "unix:\(directory.path("gateway"))"],
      in: directory.path,
      environment: ["PATH": "/usr/bin:/bin:" + execPath]
    )
    let server = try ChildProcess(
      [Self.program, "-p", directory.path, "-c", directory.path("nginx.conf"), "-e", directory.path("errors")],
      in: directory.path,
      environment: ["PATH": "/usr/bin:/bin"]
    )
    processes = [gateway, server]
    try LoopbackPort.wait(for: port)
    // nginx works as another user.
    try LoopbackPort.wait(until: { FileManager.default.fileExists(atPath: self.directory.path("gateway")) })
    for path in [directory.path, directory.path("gateway")] {
      try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: path)
    }
  }

  deinit { for process in processes { process.killGroup() } }

  func address(of repository: String) -> String { "https://127.0.0.1:\(port)/private/\(repository)" }

  /// The address at which no password is asked for.
  func publicAddress(of repository: String) -> String { "https://127.0.0.1:\(port)/public/\(repository)" }

  var configuration: String {
    """
    [http]
    \tsslCAInfo = \(authority)
    [credential]
    \thelper = "!f() { test \\"$1\\" = get || exit 0; echo x >>'\(askedFile)'; echo username=ana; echo password=secret; }; f"

    """
  }

  private static func makeCertificates(in directory: TemporaryDirectory) throws {
    let script = """
      set -e
      openssl req -x509 -newkey rsa:2048 -nodes -keyout authority.key -out authority.pem -days 2 -subj '/CN=Tests'
      openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj '/CN=127.0.0.1'
      printf 'subjectAltName=IP:127.0.0.1\\n' >extensions
      openssl x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -out server.pem -days 2 \
        -extfile extensions
      printf 'ana:%s\\n' "$(openssl passwd -apr1 secret)" >passwords
      chmod 644 passwords
      """
    let made = try ChildProcess(
      ["/bin/sh", "-c", script],
      in: directory.path,
      environment: ["PATH": "/usr/bin:/bin", "HOME": directory.path]
    ).wait()
    try #require(made.status == 0, "\(made)")
  }

  private static func configuration(_ directory: TemporaryDirectory, port: Int) -> String {
    let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "  \($0)_temp_path \(directory.path("temporary"))/\($0);" }.joined(separator: "\n")
    func location(_ name: String, password: Bool) -> String {
      """
          location ~ ^/\(name)(/.*)$ {
            \(password ? "auth_basic tests; auth_basic_user_file \(directory.path("passwords"));" : "")
            fastcgi_pass unix:\(directory.path("gateway"));
            fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
            fastcgi_param GIT_HTTP_EXPORT_ALL 1;
            fastcgi_param GIT_PROJECT_ROOT \(directory.path("repositories"));
            fastcgi_param PATH_INFO $1;
            fastcgi_param REMOTE_USER $remote_user;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
            fastcgi_param HTTP_GIT_PROTOCOL $http_git_protocol;
          }
      """
    }
    return """
      user root;
      daemon off;
      worker_processes 1;
      pid \(directory.path("pid"));
      events { worker_connections 256; }
      http {
      \(paths)
        access_log off;
        client_max_body_size 0;
        server {
          listen 127.0.0.1:\(port) ssl;
          ssl_certificate \(directory.path("server.pem"));
          ssl_certificate_key \(directory.path("server.key"));
      \(location("private", password: true))
      \(location("public", password: false))
        }
      }
      """
  }
}

/// Ports of this machine that nothing outside it reaches.
enum LoopbackPort {
  /// A port that is free now.
  static func free() throws -> Int {
    let (descriptor, port) = try bound()
    close(descriptor)
    return port
  }

  /// A socket that has a free port.
  static func bound() throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    try #require(bound, "no port: \(String(cString: strerror(errno)))")
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// Waits until something listens.
  static func wait(for port: Int) throws {
    try wait {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(descriptor) }
      var address = address(port: port)
      return withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
    }
  }

  /// Waits for something that takes a moment.
  static func wait(until isTrue: () -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while !isTrue() {
      try #require(ContinuousClock.now < deadline, "a server didn't start")
      usleep(10_000)
    }
  }

  static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    return address
  }
}
