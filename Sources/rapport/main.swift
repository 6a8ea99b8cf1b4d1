import RapportCommands

#if canImport(Glibc)
  import CMimalloc
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

#if os(Linux)
  rapport_keep_freed_memory()
#endif
// A reader that has seen enough closes the pipe; writing to it then is an error we handle, not a signal that kills us.
signal(SIGPIPE, SIG_IGN)
let context = Context.ofProcess()
exit(await Program.run(context))
