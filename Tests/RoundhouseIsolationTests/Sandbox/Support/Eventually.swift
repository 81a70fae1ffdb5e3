import CPlatform
import Glibc
import RoundhouseModel

/// Something that will be so, soon.
enum Eventually {
  static func holds(_ condition: () -> Bool) -> Bool {
    let deadline = platform_now() + .seconds(30)
    while !condition() {
      if platform_now() > deadline { return false }
      poll(nil, 0, 5)
    }
    return true
  }
}
