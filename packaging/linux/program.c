/* The program's file on Linux: Python is in it, all else lies beside it in lib/.

   Compiled by bundle/program.py with the static library of the Python that builds: Debian's is
   faster than the shared one, and a program that holds it looks for no library and starts once. */

#include <Python.h>
#include <limits.h>
#include <locale.h>
#include <unistd.h>

#define FAIL_ON(call) do { PyStatus status = call; \
    if (PyStatus_Exception(status)) Py_ExitStatusException(status); } while (0)

static char program[PATH_MAX], lib[PATH_MAX];

/* Where this file lies, whatever link it was started by. */
static void look_around(void) {
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    char *end = length > 0 ? strrchr(program, '/') : NULL;
    if (end == NULL) {
        fputs("arietta: /proc does not say where the program lies\n", stderr);
        exit(1);
    }
    snprintf(lib, sizeof lib, "%.*s/lib", (int)(end - program), program);
}

static wchar_t *in_lib(const char *name) {
    char path[2 * PATH_MAX];
    snprintf(path, sizeof path, *name ? "%s/%s" : "%s", lib, name);
    return Py_DecodeLocale(path, NULL);
}

int main(int argc, char **argv) {
    PyPreConfig before;
    PyConfig config;

    look_around();
    setlocale(LC_CTYPE, "");
    PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    FAIL_ON(Py_PreInitialize(&before));

    PyConfig_InitIsolatedConfig(&config);
    config.site_import = 0;
    config.write_bytecode = 0;
    config.optimization_level = 1;
    config.install_signal_handlers = 1;
    config.module_search_paths_set = 1;
    FAIL_ON(PyWideStringList_Append(&config.module_search_paths, in_lib("")));
    FAIL_ON(PyWideStringList_Append(&config.module_search_paths, in_lib("base_library.zip")));
    FAIL_ON(PyWideStringList_Append(&config.module_search_paths, in_lib(LIB_DYNLOAD)));
    FAIL_ON(PyConfig_SetBytesString(&config, &config.executable, program));
    FAIL_ON(PyConfig_SetBytesString(&config, &config.home, lib));
    FAIL_ON(PyConfig_SetString(&config, &config.run_filename, in_lib("start.pyc")));
    FAIL_ON(PyConfig_SetBytesArgv(&config, argc, argv));
    FAIL_ON(Py_InitializeFromConfig(&config));
    return Py_RunMain();
}
