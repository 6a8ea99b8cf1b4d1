import Git
import TestSupport
import Testing

struct WorkTreeTests {
  private let crlf = Array("a\r\nb\r\n".utf8)
  private let lf = Array("a\nb\n".utf8)

  private func fixture(attributes: String = "", autocrlf: String? = nil) throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: [".gitattributes": attributes])
    if let autocrlf { try fixture.git("config", "core.autocrlf", autocrlf) }
    return fixture
  }

  @Test func `line endings are left alone unless git is told otherwise`() throws {
    let fixture = try fixture()
    let repository = fixture.repository
    for bytes in [crlf, lf, [], [0xff, 0x00, 0x0d, 0x0a]] {
      #expect(try repository.repositoryBytes(of: bytes, path: "a.md") == bytes)
      #expect(try repository.workTreeBytes(of: bytes, path: "a.md") == bytes)
    }
  }

  @Test(arguments: [("", "true"), ("*.md text eol=crlf\n", nil)])
  func `line endings are converted as git converts them`(attributes: String, autocrlf: String?) throws {
    let fixture = try fixture(attributes: attributes, autocrlf: autocrlf)
    let repository = try fixture.reopened()
    #expect(try repository.repositoryBytes(of: crlf, path: "a.md") == lf)
    #expect(try repository.workTreeBytes(of: lf, path: "a.md") == crlf)
    #expect(try repository.repositoryBytes(of: [], path: "a.md") == [])
    let git = fixture.git
    let id = try git("hash-object", "--stdin", "--path", "a.md", input: crlf)
    #expect(try ObjectID.blob(repository.repositoryBytes(of: crlf, path: "a.md")).hex + "\n" == id)
  }

  @Test func `attributes that changed since are seen`() throws {
    let fixture = try fixture()
    #expect(try fixture.repository.repositoryBytes(of: crlf, path: "a.md") == crlf)
    try fixture.write(".gitattributes", "*.md text\n")
    #expect(try fixture.repository.repositoryBytes(of: crlf, path: "a.md") == lf)
  }

  @Test(arguments: [
    ("*.md filter=lfs\n", "filter"), ("*.md working-tree-encoding=UTF-16\n", "working-tree-encoding"),
  ])
  func `a file that git would filter or re-encode is refused`(attributes: String, attribute: String) throws {
    let fixture = try fixture(attributes: attributes)
    let repository = fixture.repository
    let error = GitError.filteredPath(path: "a.md", attribute: attribute)
    #expect(throws: error) { try repository.repositoryBytes(of: lf, path: "a.md") }
    #expect(throws: error) { try repository.workTreeBytes(of: lf, path: "a.md") }
    #expect(try repository.repositoryBytes(of: lf, path: "a.txt") == lf)
  }

  @Test func `an attribute that changes nothing is accepted`() throws {
    let fixture = try fixture(attributes: "*.md -filter working-tree-encoding=UTF-8\n")
    let repository = fixture.repository
    #expect(try repository.repositoryBytes(of: lf, path: "a.md") == lf)
  }

  @Test func `ignored paths are those of the ignore files`() throws {
    let fixture = try FixtureRepository()
    try fixture.commit("Begin", files: [".gitignore": "*.tmp\nprivate/\n"])
    #expect(try fixture.repository.isIgnored("a.tmp"))
    #expect(try fixture.repository.isIgnored("private/x.md"))
    #expect(try !fixture.repository.isIgnored("a.md"))
  }
}

struct ConfigurationTests {
  @Test func `settings are read with their types and all their values`() throws {
    let fixture = try FixtureRepository()
    let repository = fixture.repository
    #expect(try repository.configuration("rapport.text") == nil)
    #expect(try repository.configurationFlag("rapport.flag") == nil)
    #expect(try repository.configurationValues("rapport.space") == [])
    try repository.setConfiguration("rapport.text", "x # y", scope: .local)
    try repository.setConfiguration("rapport.flag", "yes", scope: .local)
    try repository.addConfiguration("rapport.space", "/a b", scope: .local)
    try repository.addConfiguration("rapport.space", "/c", scope: .local)
    #expect(try repository.configuration("rapport.text") == "x # y")
    #expect(try repository.configurationFlag("rapport.flag") == true)
    #expect(try repository.configurationValues("rapport.space") == ["/a b", "/c"])
    #expect(try fixture.git("config", "--get-all", "rapport.space") == "/a b\n/c\n")
    #expect(throws: GitError.self) { try repository.configurationFlag("rapport.text") }
    #expect(throws: GitError.self) { try repository.configuration("nodot") }
  }

  @Test func `the user's settings are those of the given home`() throws {
    let fixture = try FixtureRepository()
    let home = fixture.outsidePath("home")
    try writeFile(at: home + "/.gitconfig", Array("[user]\n\tname = Home\n\temail = h@example.org\n".utf8))
    let repository = try Repository(opening: fixture.path, searchPaths: ConfigurationSearchPaths(home: home))
    #expect(try repository.configuration("user.email") == "h@example.org")
    try repository.addConfiguration("rapport.space", "/a", scope: .global)
    #expect(try repository.configurationValues("rapport.space") == ["/a"])
    try repository.setConfiguration("user.name", "Here", scope: .local)
    #expect(try repository.configuration("user.name") == "Here")
    #expect(try fixture.reopened().configuration("user.email") == nil)
    #expect(throws: GitError.self) { try fixture.repository.setConfiguration("a.b", "c", scope: .global) }
  }
}
