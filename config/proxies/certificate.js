// A certificate as RFC 9440 has it in the header Client-Cert: DER in base64 between colons; empty where none was shown.
function header(request) {
  const pem = request.variables.ssl_client_raw_cert;
  return pem ? ':' + pem.replace(/-----[A-Z ]+-----|\s/g, '') + ':' : '';
}

export default { header };
