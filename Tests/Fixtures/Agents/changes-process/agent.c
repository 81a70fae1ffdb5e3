/* Changes what belongs to the whole process: locale, umask, working directory, environment, standard input. */
#include "../hostile.h"

#include <locale.h>
#include <sys/stat.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static char nonsense[] = "PATH=/nowhere";
  setlocale(LC_ALL, "C.UTF-8");
  umask(0777);
  if (chdir("/") != 0) say(agent->host, call, "no way to /");
  clearenv();
  putenv(nonsense);
  fclose(stdin);
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
