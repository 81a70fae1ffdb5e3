/// A root that is being looked through.
struct RootPlace {
  let root: SearchRoot
  /// Its path without symbolic links; nil if nobody asks for it.
  let resolved: String?
}
