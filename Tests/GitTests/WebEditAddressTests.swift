import Git
import Testing

struct WebEditAddressTests {
  @Test(arguments: [
    ("git@github.com:ana/mentoring.git", "https://github.com/ana/mentoring/edit/main/meetings/a%20b.md"),
    (
      "https://ana:secret@github.com/ana/mentoring.git/", "https://github.com/ana/mentoring/edit/main/meetings/a%20b.md"
    ),
    (
      "ssh://git@gitlab.example.org/group/sub/m.git",
      "https://gitlab.example.org/group/sub/m/-/edit/main/meetings/a%20b.md"
    ),
    ("https://forgejo.example.org:3000/ana/m", "https://forgejo.example.org:3000/ana/m/_edit/main/meetings/a%20b.md"),
    ("https://codeberg.org/ana/m", "https://codeberg.org/ana/m/_edit/main/meetings/a%20b.md"),
  ])
  func `a known host has a page for editing a file`(remote: String, address: String) throws {
    #expect(try RemoteAddress(remote, relativeTo: "/").webEditAddress(of: "meetings/a b.md", on: "main") == address)
  }

  @Test(arguments: [
    "/srv/github/mentoring.git", "http://github.com/ana/m", "git@example.org:ana/m.git", "git@github:ana/m.git",
    "ssh://git@github.com:22/ana/m.git", "https://github.com/ana", "https://notgithub.com/ana/m",
    "me@github.com:ana/m.git",
  ])
  func `for anything else there is none`(remote: String) throws {
    #expect(try RemoteAddress(remote, relativeTo: "/").webEditAddress(of: "a.md", on: "main") == nil)
  }

  @Test func `what an address can't hold is written in another way`() throws {
    let remote = try RemoteAddress("git@github.com:ana/m.git", relativeTo: "/")
    #expect(remote.webEditAddress(of: "é?#.md", on: "a b/c") == "https://github.com/ana/m/edit/a%20b/c/%C3%A9%3F%23.md")
  }
}
