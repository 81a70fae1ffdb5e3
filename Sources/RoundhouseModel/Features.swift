// A misspelt feature is ignored silently by the compiler, so each one is asserted here.
#if !hasFeature(ExistentialAny)
  #error("ExistentialAny is off")
#endif
#if !hasFeature(InternalImportsByDefault)
  #error("InternalImportsByDefault is off")
#endif
#if !hasFeature(MemberImportVisibility)
  #error("MemberImportVisibility is off")
#endif
#if !hasFeature(NonisolatedNonsendingByDefault)
  #error("NonisolatedNonsendingByDefault is off")
#endif
#if !hasFeature(InferIsolatedConformances)
  #error("InferIsolatedConformances is off")
#endif
#if !hasFeature(ImmutableWeakCaptures)
  #error("ImmutableWeakCaptures is off")
#endif
