import CPlatform
import Glibc
import Testing

struct TicksTests {
  @Test func `a duration in ticks lies between those that the clock gives just inside and just outside of it`() {
    platform_calibrate_ticks()
    usleep(120_000)
    platform_calibrate_ticks()
    // 0 where the counter is not the system's clock: then ticks are the clock's own nanoseconds.
    let scale = platform_tick_scale()
    let outer = platform_now()
    let start = platform_ticks(scale)
    let inner = platform_now()
    usleep(20_000)
    let innerDuration = platform_now() - inner
    let duration = platform_ticks_since(start, scale)
    let outerDuration = platform_now() - outer
    #expect(Double(duration) >= Double(innerDuration) * 0.99)
    #expect(Double(duration) <= Double(outerDuration) * 1.01)
  }

  @Test func `a counter that seems to have gone back gives no duration`() {
    let scale = platform_tick_scale()
    #expect(platform_ticks_since(platform_ticks(scale) + 1_000_000_000_000, scale) == 0)
  }
}
