#pragma once

// libyaml's event parser. No wrappers are needed: its API has no variadics, and every version since 0.1.1 has what we
// use.
#include <yaml.h>
